-- name: insert
INSERT INTO case_sending (id, user_id, case_id, sort, content, seen, held_at, leaves_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: load
SELECT id, user_id, case_id, sort, content, seen, held_at, leaves_at, attempts FROM case_sending WHERE id = $1;

-- name: due
SELECT id, user_id, case_id, sort, content, seen, held_at, leaves_at, attempts FROM case_sending
WHERE leaves_at <= $1 ORDER BY leaves_at, id LIMIT $2;

-- name: of_user
SELECT id, user_id, case_id, sort, content, seen, held_at, leaves_at, attempts FROM case_sending
WHERE user_id = $1 AND case_id = $2 ORDER BY id LIMIT 100;

-- name: count_of_user
SELECT count(*) FROM case_sending WHERE user_id = $1;

-- name: take
DELETE FROM case_sending WHERE id = $1;

-- name: later
UPDATE case_sending SET attempts = attempts + 1, leaves_at = $2 WHERE id = $1;

-- name: next_due
SELECT min(leaves_at) FROM case_sending;
