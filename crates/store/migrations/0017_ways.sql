-- The ways in: what channels hear, how they are tried, what goes out to messaging platforms.

-- When a channel heard something, once for each ten minutes, of recent weeks: how long it is usually silent is told from
-- it. A follower of the journal keeps it; nobody asks for it after that.
CREATE TABLE channel_arrival (
    channel_id BIGINT NOT NULL REFERENCES channel (id),
    slot BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (channel_id, slot)
){{clustered}};

-- How a channel does. `version` is that of its stream `channel_health`, 0 before anything was decided.
CREATE TABLE channel_health (
    channel_id BIGINT PRIMARY KEY REFERENCES channel (id),
    version BIGINT NOT NULL,
    last_at BIGINT,
    usual_ms BIGINT,
    usual_at BIGINT NOT NULL,
    due_at BIGINT,
    silent_since BIGINT
);
CREATE INDEX channel_health_silent ON channel_health (silent_since);

-- Inbound tests of channels. `mark` is what a message of ours is recognised by.
CREATE TABLE channel_test (
    id {{id}},
    channel_id BIGINT NOT NULL REFERENCES channel (id),
    way TEXT NOT NULL,
    standing TEXT NOT NULL,
    mark TEXT NOT NULL,
    by_id BIGINT NOT NULL REFERENCES users (id),
    begun_at BIGINT NOT NULL,
    done_at BIGINT,
    took_ms BIGINT,
    step TEXT,
    fault TEXT
);
CREATE INDEX channel_test_of ON channel_test (channel_id, id);
CREATE UNIQUE INDEX channel_test_mark ON channel_test (mark);

-- What an account at a messaging platform needs to answer: where its API is, who speaks there, the access token of now;
-- and how it does.
ALTER TABLE messaging_account ADD COLUMN api_base TEXT NOT NULL DEFAULT '';
ALTER TABLE messaging_account ADD COLUMN agent TEXT NOT NULL DEFAULT '';
ALTER TABLE messaging_account ADD COLUMN token TEXT NOT NULL DEFAULT '';
ALTER TABLE messaging_account ADD COLUMN token_until BIGINT;
ALTER TABLE messaging_account ADD COLUMN heard_at BIGINT;
ALTER TABLE messaging_account ADD COLUMN sent_at BIGINT;
ALTER TABLE messaging_account ADD COLUMN failed_at BIGINT;
ALTER TABLE messaging_account ADD COLUMN last_error TEXT;
ALTER TABLE messaging_account ADD COLUMN tested_at BIGINT;
ALTER TABLE messaging_account ADD COLUMN test_ms BIGINT;
ALTER TABLE messaging_account ADD COLUMN test_step TEXT;
ALTER TABLE messaging_account ADD COLUMN test_fault TEXT;

-- With whom at which account a case talks, and when they last wrote: answers go there.
CREATE TABLE messaging_thread (
    case_id BIGINT PRIMARY KEY REFERENCES case_row (id),
    account_id BIGINT NOT NULL REFERENCES messaging_account (id),
    peer TEXT NOT NULL,
    heard_at BIGINT NOT NULL
);

-- Each message that goes out to a platform. `done` parts of it were taken: first its words, then its files in order.
CREATE TABLE messaging_out (
    id {{id}},
    case_id BIGINT NOT NULL REFERENCES case_row (id),
    message_id BIGINT NOT NULL,
    text_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES messaging_account (id),
    peer TEXT NOT NULL,
    files TEXT NOT NULL,
    done BIGINT NOT NULL,
    standing TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    last_error TEXT,
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX messaging_out_message ON messaging_out (message_id);
CREATE INDEX messaging_out_case ON messaging_out (case_id, id);

-- A word sealed with the key of this database, by which another key is recognised before it seals anything.
CREATE TABLE secret_key (
    id BIGINT PRIMARY KEY,
    probe TEXT NOT NULL
);

-- How a mailbox was tried last: why reading and sending do not work; nothing: they do.
ALTER TABLE mailbox ADD COLUMN tested_at BIGINT;
ALTER TABLE mailbox ADD COLUMN test_incoming TEXT;
ALTER TABLE mailbox ADD COLUMN test_outgoing TEXT;
