-- name: insert
INSERT INTO rule (id, version, name, definition, place, enabled, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: change
UPDATE rule SET version = $2, name = $3, definition = $4, enabled = $5 WHERE id = $1 AND deleted_at IS NULL

-- name: move_to
UPDATE rule SET version = $2, place = $3 WHERE id = $1 AND deleted_at IS NULL

-- name: delete
UPDATE rule SET version = $2, deleted_at = $3, enabled = FALSE WHERE id = $1 AND deleted_at IS NULL

-- name: all
SELECT id, version, name, definition, place, enabled, created_at FROM rule WHERE deleted_at IS NULL ORDER BY place, id

-- name: enabled
SELECT id, version, name, definition, place, enabled, created_at FROM rule
WHERE deleted_at IS NULL AND enabled ORDER BY place, id

-- name: lock_all @sqlite
SELECT id FROM rule WHERE deleted_at IS NULL ORDER BY id
-- name: lock_all @postgres
SELECT id FROM rule WHERE deleted_at IS NULL ORDER BY id FOR UPDATE

-- name: names
SELECT id, name FROM rule ORDER BY id

-- name: last_run
SELECT at FROM rule_run WHERE rule_id = $1 ORDER BY id DESC LIMIT 1

-- name: add_run
INSERT INTO rule_run (id, rule_id, case_id, cause, depth, before_version, after_version, outcome, detail, at, commands, key)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (key) DO NOTHING

-- name: ran
SELECT 1 FROM rule_run WHERE key = $1

-- name: run_behind
SELECT id, rule_id, case_id, cause, depth, before_version, after_version, outcome, detail, at, commands FROM rule_run
WHERE case_id = $1 AND rule_id = $2 AND before_version < $3 AND after_version >= $3 LIMIT 1

-- name: since
SELECT count(*) FROM rule_run WHERE case_id = $1 AND at > $2 AND rule_id = $3

-- name: of_rule
SELECT id, rule_id, case_id, cause, depth, before_version, after_version, outcome, detail, at, commands FROM rule_run
WHERE rule_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3

-- name: of_case
SELECT id, rule_id, case_id, cause, depth, before_version, after_version, outcome, detail, at, commands FROM rule_run
WHERE case_id = $1 ORDER BY at DESC, id DESC LIMIT $2

-- name: prune
DELETE FROM rule_run WHERE id IN (
    SELECT r.id FROM (SELECT id, case_id, at FROM rule_run ORDER BY id LIMIT $2) r
    JOIN case_row c ON c.id = r.case_id WHERE r.at < $1 AND NOT c.is_open
)

-- name: open_after
SELECT id FROM case_row WHERE is_open AND id > $1 ORDER BY id LIMIT $2
