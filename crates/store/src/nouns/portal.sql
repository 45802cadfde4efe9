-- name: add_key
INSERT INTO portal_key (id, case_id, hash, origin, user_id, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: by_hash
SELECT id, case_id FROM portal_key WHERE hash = $1 AND expires_at > $2;

-- name: used
UPDATE portal_key SET used_at = $2 WHERE id = $1 AND (used_at IS NULL OR used_at < $3);

-- name: revoke
DELETE FROM portal_key WHERE case_id = $1;

-- name: put_code
INSERT INTO portal_code (case_id, hash, sent_at, expires_at, tries) VALUES ($1, $2, $3, $4, 0)
ON CONFLICT (case_id) DO UPDATE SET hash = $2, sent_at = $3, expires_at = $4, tries = 0;

-- name: try_code
UPDATE portal_code SET tries = tries + 1 WHERE case_id = $1 AND expires_at > $2 RETURNING hash, tries;

-- name: spend_code
DELETE FROM portal_code WHERE case_id = $1;

-- name: spend_challenge
INSERT INTO portal_challenge (hash, spent_at) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING;

-- name: forget_challenges
DELETE FROM portal_challenge WHERE spent_at < $1;

-- name: forget_keys
DELETE FROM portal_key WHERE expires_at < $1;
