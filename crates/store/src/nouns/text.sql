-- name: insert
INSERT INTO case_text (id, case_id, body, salt, html) VALUES ($1, $2, $3, $4, $5);

-- name: of_case
SELECT id, body, salt, html FROM case_text WHERE case_id = $1 ORDER BY id;

-- name: owners
SELECT id, case_id FROM case_text WHERE id = $1;

-- name: erase
UPDATE case_text SET body = NULL, html = NULL, erased_at = $2 WHERE id = $1 AND erased_at IS NULL;
