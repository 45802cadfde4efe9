-- name: insert
INSERT INTO api_token (id, version, user_id, name, hash, permissions, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: revoke
UPDATE api_token SET version = $2, revoked_at = $3 WHERE id = $1 AND revoked_at IS NULL;

-- name: load
SELECT id, version, user_id, name, permissions, created_at, expires_at, revoked_at, last_used_at
FROM api_token WHERE id = $1;

-- name: by_hash
SELECT id, version, user_id, name, permissions, created_at, expires_at, revoked_at, last_used_at
FROM api_token WHERE hash = $1;

-- name: of_user
SELECT id, version, user_id, name, permissions, created_at, expires_at, revoked_at, last_used_at
FROM api_token WHERE user_id = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: used
UPDATE api_token SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2);
