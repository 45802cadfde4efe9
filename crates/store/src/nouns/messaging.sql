-- name: insert
INSERT INTO messaging_account (id, version, platform, name, unit_id, receiver, secrets, enabled, created_at, api_base, agent)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: change
UPDATE messaging_account SET version = $2, name = $3, unit_id = $4, receiver = $5, secrets = $6, enabled = $7,
    api_base = $8, agent = $9, token = '', token_until = NULL
WHERE id = $1 AND ended_at IS NULL;

-- name: end_account
UPDATE messaging_account SET version = $2, ended_at = $3, enabled = FALSE, secrets = '{}', token = ''
WHERE id = $1 AND ended_at IS NULL;

-- name: load
SELECT id, version, platform, name, unit_id, receiver, secrets, enabled, created_at, api_base, agent, token,
    token_until, heard_at, sent_at, failed_at, last_error, tested_at, test_ms, test_step, test_fault FROM messaging_account
WHERE id = $1 AND ended_at IS NULL;

-- name: page
SELECT id, version, platform, name, unit_id, receiver, secrets, enabled, created_at, api_base, agent, token,
    token_until, heard_at, sent_at, failed_at, last_error, tested_at, test_ms, test_step, test_fault FROM messaging_account
WHERE ended_at IS NULL AND id > $1 ORDER BY id LIMIT $2;

-- name: open_case
SELECT id FROM case_row WHERE customer_id = $1 AND unit_id = $2 AND channel = $3 AND is_open
ORDER BY received_at DESC LIMIT 1;

-- name: heard
UPDATE messaging_account SET heard_at = $2 WHERE id = $1;

-- name: keep_token
UPDATE messaging_account SET token = $2, token_until = $3 WHERE id = $1 AND ended_at IS NULL;

-- name: account_sent
UPDATE messaging_account SET sent_at = $2, last_error = NULL WHERE id = $1;

-- name: account_failed
UPDATE messaging_account SET failed_at = $2, last_error = $3 WHERE id = $1;

-- name: tested
UPDATE messaging_account SET tested_at = $2, test_ms = $3, test_step = $4, test_fault = $5 WHERE id = $1;

-- name: keep_thread
INSERT INTO messaging_thread (case_id, account_id, peer, heard_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (case_id) DO UPDATE SET account_id = EXCLUDED.account_id, peer = EXCLUDED.peer, heard_at = EXCLUDED.heard_at;

-- name: thread
SELECT case_id, account_id, peer, heard_at FROM messaging_thread WHERE case_id = $1;

-- name: out_known
SELECT id FROM messaging_out WHERE message_id = $1;

-- name: send
INSERT INTO messaging_out (id, case_id, message_id, text_id, account_id, peer, files, done, standing, attempts, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 'waiting', 0, $8);

-- name: out
SELECT id, case_id, message_id, text_id, account_id, peer, files, done, standing, attempts, last_error, changed_at
FROM messaging_out WHERE id = $1;

-- name: out_of_case
SELECT id, case_id, message_id, text_id, account_id, peer, files, done, standing, attempts, last_error, changed_at
FROM messaging_out WHERE case_id = $1 ORDER BY id DESC LIMIT 200;

-- name: went
UPDATE messaging_out SET standing = $2, done = $3, attempts = attempts + 1, last_error = $4, changed_at = $5 WHERE id = $1;
