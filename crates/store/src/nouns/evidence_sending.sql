-- name: insert
INSERT INTO evidence_sending (id, request_id, case_id, way, is_reminder, standing, asked_at)
VALUES ($1, $2, $3, $4, $5, 'waiting', $6);

-- name: load
SELECT id, request_id, case_id, way, is_reminder, standing, fault, asked_at, done_at FROM evidence_sending WHERE id = $1;

-- name: of_case
SELECT id, request_id, case_id, way, is_reminder, standing, fault, asked_at, done_at FROM evidence_sending
WHERE case_id = $1 ORDER BY id LIMIT 2000;

-- name: waits
SELECT id FROM evidence_sending WHERE case_id = $1 AND request_id = $2 AND standing = 'waiting' LIMIT 1;

-- name: stand
UPDATE evidence_sending SET standing = $2, fault = $3, done_at = $4 WHERE id = $1;

-- name: drop_key
DELETE FROM evidence_key WHERE hash = $1;
