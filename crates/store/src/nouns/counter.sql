-- name: insert
INSERT INTO counter_visit (id, version, case_id, unit_id, day, number, state, arrived_at, called_at, served_at, served_by,
    ended_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: save
UPDATE counter_visit SET version = $2, state = $3, called_at = $4, served_at = $5, served_by = $6, ended_at = $7
WHERE id = $1;

-- name: load
SELECT id, version, case_id, unit_id, day, number, state, arrived_at, called_at, served_at, served_by, ended_at
FROM counter_visit WHERE id = $1;

-- name: of_case
SELECT id, version, case_id, unit_id, day, number, state, arrived_at, called_at, served_at, served_by, ended_at
FROM counter_visit WHERE case_id = $1 ORDER BY id DESC LIMIT 1;

-- name: of_day
SELECT id, version, case_id, unit_id, day, number, state, arrived_at, called_at, served_at, served_by, ended_at
FROM counter_visit WHERE unit_id = $1 AND day = $2 ORDER BY number DESC LIMIT $3;

-- name: unfinished_before
SELECT id, version, case_id, unit_id, day, number, state, arrived_at, called_at, served_at, served_by, ended_at
FROM counter_visit
WHERE unit_id = $1 AND state IN ('waiting', 'called', 'served') AND day < $2 ORDER BY day, number LIMIT $3;

-- name: lock_day
INSERT INTO counter_day (unit_id, day, last_number) VALUES ($1, $2, 0)
ON CONFLICT (unit_id, day) DO UPDATE SET last_number = counter_day.last_number
RETURNING last_number;

-- name: set_last
UPDATE counter_day SET last_number = $3 WHERE unit_id = $1 AND day = $2;

-- name: open_display
INSERT INTO counter_display (unit_id, hash, opened_at) VALUES ($1, $2, $3)
ON CONFLICT (unit_id) DO UPDATE SET hash = excluded.hash, opened_at = excluded.opened_at;

-- name: shut_display
DELETE FROM counter_display WHERE unit_id = $1;

-- name: display_since
SELECT opened_at FROM counter_display WHERE unit_id = $1;

-- name: display_unit
SELECT unit_id FROM counter_display WHERE hash = $1;
