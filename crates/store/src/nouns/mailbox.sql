-- name: insert
INSERT INTO mailbox (id, version, name, address, unit_id, enabled, terms, incoming_secret, outgoing_secret, created_at, renewal)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: change
UPDATE mailbox SET version = $2, name = $3, address = $4, enabled = $5, terms = $6, incoming_secret = $7, outgoing_secret = $8, renewal = $9,
    access_until = $10
WHERE id = $1 AND deleted_at IS NULL

-- name: delete
UPDATE mailbox SET version = $2, deleted_at = $3, enabled = FALSE, incoming_secret = '', outgoing_secret = '', renewal = ''
WHERE id = $1 AND deleted_at IS NULL

-- name: load
SELECT id, version, name, address, unit_id, enabled, terms, incoming_secret, outgoing_secret, created_at, looked_at, came_at, failed_at, last_error,
    tested_at, test_incoming, test_outgoing, renewal, access_until
FROM mailbox WHERE id = $1 AND deleted_at IS NULL

-- name: all
SELECT id, version, name, address, unit_id, enabled, terms, incoming_secret, outgoing_secret, created_at, looked_at, came_at, failed_at, last_error,
    tested_at, test_incoming, test_outgoing, renewal, access_until
FROM mailbox WHERE deleted_at IS NULL ORDER BY id LIMIT 200

-- name: failing_of_unit
SELECT last_error FROM mailbox WHERE unit_id = $1 AND enabled AND deleted_at IS NULL AND last_error IS NOT NULL ORDER BY id LIMIT 20

-- name: looked
UPDATE mailbox SET looked_at = $2, last_error = NULL WHERE id = $1

-- name: came
UPDATE mailbox SET came_at = $2 WHERE id = $1

-- name: failed
UPDATE mailbox SET failed_at = $2, last_error = $3 WHERE id = $1

-- name: tested
UPDATE mailbox SET tested_at = $2, test_incoming = $3, test_outgoing = $4 WHERE id = $1

-- name: renewed
UPDATE mailbox SET renewal = $2, access_until = $3,
    last_error = CASE WHEN last_error LIKE 'renewal:%' THEN NULL ELSE last_error END
WHERE id = $1 AND deleted_at IS NULL
