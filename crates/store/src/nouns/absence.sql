-- name: set
INSERT INTO absence (user_id, version, from_at, until_at, deputy_id) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (user_id) DO UPDATE SET version = EXCLUDED.version, from_at = EXCLUDED.from_at, until_at = EXCLUDED.until_at,
    deputy_id = EXCLUDED.deputy_id;

-- name: remove
DELETE FROM absence WHERE user_id = $1;

-- name: load
SELECT from_at, until_at, deputy_id FROM absence WHERE user_id = $1;
