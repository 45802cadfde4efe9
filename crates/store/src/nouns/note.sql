-- name: insert
INSERT INTO note_text (id, subject_kind, subject_id, body, salt) VALUES ($1, $2, $3, $4, $5);

-- name: of_subject
SELECT id, body FROM note_text WHERE subject_kind = $1 AND subject_id = $2 AND id > $3 ORDER BY id LIMIT $4;
