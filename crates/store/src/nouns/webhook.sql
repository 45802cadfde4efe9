-- name: insert
INSERT INTO webhook (id, version, name, url, events, secret, enabled, owner_id, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: change
UPDATE webhook SET version = $2, name = $3, url = $4, events = $5, enabled = $6 WHERE id = $1 AND deleted_at IS NULL

-- name: delete
UPDATE webhook SET version = $2, deleted_at = $3, enabled = FALSE, secret = '' WHERE id = $1 AND deleted_at IS NULL

-- name: load
SELECT id, version, name, url, events, secret, enabled, owner_id, created_at FROM webhook WHERE id = $1 AND deleted_at IS NULL

-- name: page
SELECT id, version, name, url, events, secret, enabled, owner_id, created_at FROM webhook
WHERE deleted_at IS NULL AND id > $1 ORDER BY id LIMIT $2

-- name: enabled
SELECT id, version, name, url, events, secret, enabled, owner_id, created_at FROM webhook
WHERE deleted_at IS NULL AND enabled ORDER BY id
