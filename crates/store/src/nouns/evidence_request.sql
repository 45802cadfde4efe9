-- name: ask
INSERT INTO evidence_request (id, case_id, unit_id, due_at, standing) VALUES ($1, $2, $3, $4, 'open');

-- name: stand
UPDATE evidence_request SET standing = $2 WHERE id = $1;

-- name: end_of_case
UPDATE evidence_request SET standing = 'withdrawn' WHERE case_id = $1 AND standing = 'open';

-- name: load
SELECT id, case_id, unit_id, due_at FROM evidence_request WHERE id = $1;

-- name: open
SELECT id, case_id, unit_id, due_at FROM evidence_request WHERE standing = 'open' AND unit_id IS NOT NULL
    AND (due_at > $1 OR (due_at = $1 AND id > $2)) ORDER BY due_at, id LIMIT $3;

-- name: add_key
INSERT INTO evidence_key (hash, request_id, made_at, expires_at) VALUES ($1, $2, $3, $4);

-- name: by_key
SELECT r.id, r.case_id, r.unit_id, r.due_at, k.expires_at FROM evidence_key k
JOIN evidence_request r ON r.id = k.request_id WHERE k.hash = $1 AND k.expires_at > $2;

-- name: drop_keys
DELETE FROM evidence_key WHERE request_id = $1;

-- name: drop_keys_of_case
DELETE FROM evidence_key WHERE request_id IN (SELECT id FROM evidence_request WHERE case_id = $1);

-- name: add_file
INSERT INTO evidence_file (attachment_id, request_id) VALUES ($1, $2);

-- name: files
SELECT attachment_id FROM evidence_file WHERE request_id = $1 ORDER BY attachment_id LIMIT 200;

-- name: answerers
SELECT DISTINCT u.id FROM users u JOIN user_role r ON r.user_id = u.id JOIN role_permission p ON p.role = r.role
WHERE u.active AND r.reach IN ('unit', 'subtree') AND coalesce(r.unit_id, u.unit_id) = $1
    AND p.permission = 'evidence.answer' ORDER BY u.id LIMIT 50;
