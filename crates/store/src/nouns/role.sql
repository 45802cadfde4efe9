-- name: put
INSERT INTO role_set (id, version, code, zh_hans, zh_hant, en, second_factor, created_at, ranks_as)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (id) DO UPDATE SET version = $2, zh_hans = $4, zh_hant = $5, en = $6, second_factor = $7, ranks_as = $9;

-- name: load
SELECT id, version, code, zh_hans, zh_hant, en, second_factor, ranks_as FROM role_set WHERE code = $1;

-- name: all
SELECT id, version, code, zh_hans, zh_hant, en, second_factor, ranks_as FROM role_set ORDER BY id LIMIT $1;

-- name: remove
DELETE FROM role_set WHERE code = $1;

-- name: clear_permissions
DELETE FROM role_permission WHERE role = $1;

-- name: holders
SELECT role, count(DISTINCT user_id) FROM user_role GROUP BY role;

-- name: is_held
SELECT 1 FROM user_role WHERE role = $1 LIMIT 1;
