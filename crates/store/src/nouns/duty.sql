-- name: put
INSERT INTO duty_shift (id, version, unit_id, user_id, place, from_at, until_at) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: remove
DELETE FROM duty_shift WHERE id = $1;

-- name: load
SELECT id, unit_id, user_id, place, from_at, until_at FROM duty_shift WHERE id = $1;

-- name: of_unit
SELECT id, unit_id, user_id, place, from_at, until_at FROM duty_shift WHERE unit_id = $1 AND until_at > $2
ORDER BY from_at, place, id LIMIT 1000;

-- name: on_duty
SELECT s.user_id FROM duty_shift s JOIN unit_closure c ON c.ancestor = s.unit_id JOIN users u ON u.id = s.user_id
WHERE c.descendant = $1 AND s.from_at <= $2 AND s.until_at > $2 AND u.active
ORDER BY c.depth, s.place, s.id LIMIT 100;
