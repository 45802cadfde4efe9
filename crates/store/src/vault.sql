-- name: mailboxes
SELECT id, incoming_secret, outgoing_secret, renewal FROM mailbox ORDER BY id;

-- name: gateways
SELECT id, secret FROM gateway ORDER BY id;

-- name: webhooks
SELECT id, secret FROM webhook ORDER BY id;

-- name: accounts
SELECT id, secrets, token FROM messaging_account ORDER BY id;

-- name: set_mailbox
UPDATE mailbox SET incoming_secret = $2, outgoing_secret = $3, renewal = $4 WHERE id = $1;

-- name: set_gateway
UPDATE gateway SET secret = $2 WHERE id = $1;

-- name: set_webhook
UPDATE webhook SET secret = $2 WHERE id = $1;

-- name: set_account
UPDATE messaging_account SET secrets = $2, token = $3 WHERE id = $1;

-- name: second_factors
SELECT user_id, secret, sealed FROM second_factor ORDER BY user_id;

-- name: set_second_factor
UPDATE second_factor SET secret = $2, sealed = $3 WHERE user_id = $1;

-- name: probe
SELECT probe FROM secret_key WHERE id = 1;

-- name: set_probe
INSERT INTO secret_key (id, probe) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET probe = EXCLUDED.probe;
