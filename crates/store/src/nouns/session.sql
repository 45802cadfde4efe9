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

-- name: give_back
UPDATE sign_in_attempt SET tries = tries - 1 WHERE login_digest = $1 AND tries > 0;

-- name: setup_good
SELECT 1 FROM setup_link WHERE hash = $1 AND created_at > $2;

-- name: know_device
INSERT INTO known_device (hash, user_id, last_seen_at) VALUES ($1, $2, $3)
ON CONFLICT (hash) DO UPDATE SET last_seen_at = $3 WHERE known_device.user_id = $2;

-- name: is_known
SELECT 1 FROM known_device d JOIN users u ON u.id = d.user_id
WHERE d.hash = $1 AND u.login_key = $2 AND d.last_seen_at > $3;

-- name: forget_devices
DELETE FROM known_device WHERE user_id = $1;

-- name: forget_old_devices
DELETE FROM known_device WHERE last_seen_at <= $1;
