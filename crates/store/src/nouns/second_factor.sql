-- name: put
INSERT INTO second_factor (user_id, secret, began_at, last_step, sealed) VALUES ($1, $2, $3, 0, $4)
ON CONFLICT (user_id) DO UPDATE SET secret = EXCLUDED.secret, sealed = EXCLUDED.sealed, began_at = EXCLUDED.began_at, last_step = 0
WHERE second_factor.confirmed_at IS NULL;

-- name: of_user
SELECT secret, began_at, confirmed_at, last_step, sealed FROM second_factor WHERE user_id = $1;

-- name: confirm
UPDATE second_factor SET confirmed_at = $2, last_step = $3 WHERE user_id = $1 AND confirmed_at IS NULL;

-- name: step_on
UPDATE second_factor SET last_step = $2 WHERE user_id = $1 AND last_step < $2;

-- name: remove
DELETE FROM second_factor WHERE user_id = $1;

-- name: add_code
INSERT INTO recovery_code (user_id, hash) VALUES ($1, $2);

-- name: spend_code
DELETE FROM recovery_code WHERE user_id = $1 AND hash = $2;

-- name: clear_codes
DELETE FROM recovery_code WHERE user_id = $1;

-- name: codes_left
SELECT count(*) FROM recovery_code WHERE user_id = $1;

-- name: add_ticket
INSERT INTO sign_in_ticket (hash, user_id, created_at) VALUES ($1, $2, $3);

-- name: ticket
SELECT user_id FROM sign_in_ticket WHERE hash = $1 AND created_at > $2;

-- name: spend_ticket
DELETE FROM sign_in_ticket WHERE hash = $1;

-- name: void_tickets
DELETE FROM sign_in_ticket WHERE user_id = $1;

-- name: forget_tickets
DELETE FROM sign_in_ticket WHERE created_at <= $1;
