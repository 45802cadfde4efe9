-- name: insert
INSERT INTO messaging_account (id, version, platform, name, unit_id, receiver, secrets, enabled, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: change
UPDATE messaging_account SET version = $2, name = $3, unit_id = $4, receiver = $5, secrets = $6, enabled = $7
WHERE id = $1 AND ended_at IS NULL;

-- name: end_account
UPDATE messaging_account SET version = $2, ended_at = $3, enabled = FALSE, secrets = '{}'
WHERE id = $1 AND ended_at IS NULL;

-- name: load
SELECT id, version, platform, name, unit_id, receiver, secrets, enabled, created_at FROM messaging_account
WHERE id = $1 AND ended_at IS NULL;

-- name: page
SELECT id, version, platform, name, unit_id, receiver, secrets, enabled, created_at FROM messaging_account
WHERE ended_at IS NULL AND id > $1 ORDER BY id LIMIT $2;

-- name: open_case
SELECT id FROM case_row WHERE customer_id = $1 AND unit_id = $2 AND channel = $3 AND is_open
ORDER BY received_at DESC LIMIT 1;
