-- name: insert
INSERT INTO field (id, version, code, definition, created_at, archived_at, place) VALUES ($1, $2, $3, $4, $5, NULL, $6)

-- name: change
UPDATE field SET version = $2, definition = $3, archived_at = $4 WHERE id = $1

-- name: move_to
UPDATE field SET version = $2, place = $3 WHERE id = $1

-- name: lock_all @sqlite
SELECT id FROM field ORDER BY id
-- name: lock_all @postgres
SELECT id FROM field ORDER BY id FOR UPDATE

-- name: all
SELECT version, definition, place FROM field ORDER BY place, id

-- name: clear_case
DELETE FROM case_field WHERE case_id = $1

-- name: add_value
INSERT INTO case_field (case_id, field_id, slot, code, number) VALUES ($1, $2, $3, $4, $5)

-- name: of_case
SELECT field_id, slot, code, number FROM case_field WHERE case_id = $1 ORDER BY field_id, slot
