-- name: add_policy
INSERT INTO policy_text (id, policy_id, version, body, added_at) VALUES ($1, $2, $3, $4, $5);

-- name: all_policies
SELECT policy_id, version, body FROM policy_text WHERE withdrawn_at IS NULL ORDER BY id;

-- name: policy_row
SELECT id FROM policy_text WHERE policy_id = $1 AND version = $2 AND withdrawn_at IS NULL;

-- name: withdraw_policy
UPDATE policy_text SET withdrawn_at = $2 WHERE id = $1;

-- name: add_day_table
INSERT INTO day_table_text (id, region, body, added_at) VALUES ($1, $2, $3, $4);

-- name: all_day_tables
SELECT region, body FROM day_table_text ORDER BY id;

-- name: setting
SELECT value FROM setting WHERE key = $1;

-- name: settings_under
SELECT key, value FROM setting WHERE substr(key, 1, length(CAST($1 AS TEXT))) = $1 ORDER BY key;

-- name: set
INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value;

-- name: draw
INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING;

-- name: remember
INSERT INTO idempotency (key, request_digest, status, body, created_at) VALUES ($1, $2, $3, $4, $5);

-- name: remembered
SELECT request_digest, status, body FROM idempotency WHERE key = $1;

-- name: forget_before
DELETE FROM idempotency WHERE created_at < $1;
