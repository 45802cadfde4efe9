-- name: insert
INSERT INTO users (id, version, login, login_key, name, password_hash, must_change_password, unit_id, language, active, created_at, second_factor,
    initials)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: update
UPDATE users SET version = $2, name = $3, password_hash = $4, must_change_password = $5, unit_id = $6, language = $7,
    active = $8, second_factor = $9, initials = $10
WHERE id = $1;

-- name: touch
UPDATE users SET version = $2 WHERE id = $1;

-- name: load
SELECT id, version, login, name, password_hash, must_change_password, unit_id, language, active, created_at,
    second_factor
FROM users WHERE id = $1;

-- name: by_login
SELECT id, version, login, name, password_hash, must_change_password, unit_id, language, active, created_at,
    second_factor
FROM users WHERE login_key = $1;

-- name: any
SELECT 1 FROM users WHERE active LIMIT 1;

-- name: clear_roles
DELETE FROM user_role WHERE user_id = $1;

-- name: add_role
INSERT INTO user_role (user_id, role, reach, unit_id) VALUES ($1, $2, $3, $4);

-- name: roles
SELECT r.role, r.reach, r.unit_id, s.ranks_as FROM user_role r LEFT JOIN role_set s ON s.code = r.role
WHERE r.user_id = $1 ORDER BY r.role, r.reach, r.unit_id;

-- name: other_admins
SELECT 1 FROM user_role r JOIN users u ON u.id = r.user_id
WHERE r.role = 'admin' AND r.reach = 'all' AND u.active AND u.password_hash IS NOT NULL AND u.id <> $1 LIMIT 1;

-- name: role_permissions
SELECT role, permission FROM role_permission ORDER BY role, permission;

-- name: deliver_permission
INSERT INTO permission_known (permission) VALUES ($1) ON CONFLICT (permission) DO NOTHING;

-- name: give_permission
INSERT INTO role_permission (role, permission) VALUES ($1, $2) ON CONFLICT (role, permission) DO NOTHING;

-- name: asks_second_factor
SELECT 1 FROM user_role r JOIN role_set s ON s.code = r.role WHERE r.user_id = $1 AND s.second_factor LIMIT 1;
