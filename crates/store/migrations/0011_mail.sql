-- E-mail: the mailboxes that are read and sent from, what came in, what goes out, and which addresses fail.

-- `terms` is how it is reached, without secrets. The secrets lie in the clear, because the servers ask for them; they
-- are answered to nobody. What the last look brought is working state and in no journal.
CREATE TABLE mailbox (
    id {{id}},
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    unit_id BIGINT NOT NULL,
    enabled BOOLEAN NOT NULL,
    terms TEXT NOT NULL,
    incoming_secret TEXT NOT NULL,
    outgoing_secret TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    deleted_at BIGINT,
    looked_at BIGINT,
    came_at BIGINT,
    failed_at BIGINT,
    last_error TEXT
);

-- One row a message that came in, whatever became of it. `key` is its fingerprint: the second time it is nothing new.
-- No address and no words: those are in the raw message, kept under its digest.
CREATE TABLE mail_in (
    id {{id}},
    key TEXT NOT NULL CONSTRAINT mail_in_key_key UNIQUE,
    mailbox_id BIGINT NOT NULL REFERENCES mailbox (id),
    message_id TEXT,
    digest TEXT,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    case_id BIGINT,
    message BIGINT,
    customer_id BIGINT,
    at BIGINT NOT NULL
);
CREATE INDEX mail_in_message_id ON mail_in (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX mail_in_case ON mail_in (case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX mail_in_customer ON mail_in (customer_id, at) WHERE customer_id IS NOT NULL;
CREATE INDEX mail_in_mailbox ON mail_in (mailbox_id, id);

-- One row a message of a case that goes out by mail. Its effect waits in the outbox; `message_id` holds that row's id.
CREATE TABLE mail_out (
    id {{id}},
    case_id BIGINT NOT NULL,
    message BIGINT NOT NULL CONSTRAINT mail_out_message_key UNIQUE,
    text_id BIGINT NOT NULL,
    mailbox_id BIGINT NOT NULL REFERENCES mailbox (id),
    message_id TEXT NOT NULL CONSTRAINT mail_out_message_id_key UNIQUE,
    automatic BOOLEAN NOT NULL,
    files TEXT NOT NULL,
    standing TEXT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    last_error TEXT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX mail_out_case ON mail_out (case_id, id);

-- Addresses that failed for good, as SHA-256 of their key, so that none is written here.
CREATE TABLE mail_failing (
    address TEXT PRIMARY KEY,
    at BIGINT NOT NULL
);
