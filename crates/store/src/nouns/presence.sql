-- name: here
INSERT INTO case_presence (case_id, user_id, state, changed_at, until) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (case_id, user_id) DO UPDATE
SET changed_at = CASE WHEN case_presence.state = excluded.state AND case_presence.until > excluded.changed_at
        THEN case_presence.changed_at ELSE excluded.changed_at END,
    state = excluded.state, until = excluded.until
RETURNING changed_at;

-- name: left
UPDATE case_presence SET changed_at = $3, until = $3, state = 'gone' WHERE case_id = $1 AND user_id = $2 AND until > $3;

-- name: of_case
SELECT p.case_id, p.user_id, p.state, p.changed_at, p.until, u.name FROM case_presence p JOIN users u ON u.id = p.user_id
WHERE p.case_id = $1 AND p.until > $2 ORDER BY p.user_id LIMIT 100;

-- name: changed_since
SELECT p.case_id, p.user_id, p.state, p.changed_at, p.until, u.name FROM case_presence p JOIN users u ON u.id = p.user_id
WHERE p.changed_at > $1 ORDER BY p.changed_at LIMIT 2000;

-- name: prune
DELETE FROM case_presence WHERE until < $1;
