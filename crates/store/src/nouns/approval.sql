-- name: ask
INSERT INTO case_approval (id, case_id, due_at) VALUES ($1, $2, $3);

-- name: clear
DELETE FROM case_approval WHERE case_id = $1;

-- name: wait_on
UPDATE case_approval SET due_at = $2 WHERE id = $1;

-- name: waiting
SELECT id, case_id, due_at FROM case_approval WHERE due_at > $1 OR (due_at = $1 AND id > $2) ORDER BY due_at, id LIMIT $3;

-- name: grant
INSERT INTO case_grant (id, case_id, customer_id, granted_at, amount_minor) VALUES ($1, $2, $3, $4, $5);

-- name: granted
SELECT CAST(COALESCE(SUM(amount_minor), 0) AS BIGINT) FROM case_grant
WHERE customer_id = $1 AND granted_at >= $2 AND granted_at < $3 AND case_id <> $4;

-- name: absent_for
SELECT user_id FROM absence WHERE deputy_id = $1 AND from_at <= $2 AND until_at > $2 ORDER BY user_id;
