-- name: lend
INSERT INTO loaner (id, case_id, due_at, is_out) VALUES ($1, $2, $3, TRUE);

-- name: take_back
UPDATE loaner SET is_out = FALSE WHERE id = $1;

-- name: out
SELECT id, case_id FROM loaner WHERE is_out ORDER BY due_at, id LIMIT $1;
