-- name: insert
INSERT INTO session (hash, id, user_id, csrf, user_agent, created_at, last_seen_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $6, $7);

-- name: by_hash
SELECT id, user_id, csrf, user_agent, created_at, last_seen_at, expires_at FROM session WHERE hash = $1;

-- name: of_user
SELECT id, user_id, csrf, user_agent, created_at, last_seen_at, expires_at FROM session
WHERE user_id = $1 ORDER BY id DESC LIMIT 200;

-- name: seen
UPDATE session SET last_seen_at = $2 WHERE hash = $1 AND last_seen_at < $2;

-- name: end
DELETE FROM session WHERE hash = $1;

-- name: end_one
DELETE FROM session WHERE user_id = $1 AND id = $2;

-- name: end_all
DELETE FROM session WHERE user_id = $1;

-- name: forget
DELETE FROM session WHERE expires_at <= $1 OR last_seen_at <= $2;

-- name: try_in
INSERT INTO sign_in_attempt (login_digest, first_at, tries) VALUES ($1, $2, 1)
ON CONFLICT (login_digest) DO UPDATE SET
    tries = CASE WHEN sign_in_attempt.first_at <= $3 THEN 1 ELSE sign_in_attempt.tries + 1 END,
    first_at = CASE WHEN sign_in_attempt.first_at <= $3 THEN $2 ELSE sign_in_attempt.first_at END
RETURNING tries, first_at;

-- name: forgive
DELETE FROM sign_in_attempt WHERE login_digest = $1;

-- name: forget_tries
DELETE FROM sign_in_attempt WHERE first_at <= $1;

-- name: offer_setup
INSERT INTO setup_link (slot, hash, created_at) VALUES (1, $1, $2)
ON CONFLICT (slot) DO UPDATE SET hash = $1, created_at = $2;

-- name: spend_setup
DELETE FROM setup_link WHERE hash = $1 AND created_at > $2;
