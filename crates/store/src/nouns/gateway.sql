-- name: insert
INSERT INTO gateway (id, version, kind, name, unit_id, terms, secret, enabled, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: change
UPDATE gateway SET version = $2, name = $3, unit_id = $4, terms = $5, secret = $6, enabled = $7
WHERE id = $1 AND ended_at IS NULL;

-- name: end_gateway
UPDATE gateway SET version = $2, ended_at = $3, enabled = FALSE, secret = ''
WHERE id = $1 AND ended_at IS NULL;

-- name: load
SELECT id, version, kind, name, unit_id, terms, secret, enabled, created_at, sent_at, failed_at, last_error FROM gateway
WHERE id = $1 AND ended_at IS NULL;

-- name: page
SELECT id, version, kind, name, unit_id, terms, secret, enabled, created_at, sent_at, failed_at, last_error FROM gateway
WHERE ended_at IS NULL AND id > $1 ORDER BY id LIMIT $2;

-- name: in_use
SELECT id, version, kind, name, unit_id, terms, secret, enabled, created_at, sent_at, failed_at, last_error FROM gateway
WHERE enabled AND ended_at IS NULL ORDER BY id LIMIT 200;

-- name: sent
UPDATE gateway SET sent_at = $2, last_error = NULL WHERE id = $1;

-- name: failed
UPDATE gateway SET failed_at = $2, last_error = $3 WHERE id = $1;
