-- Second factors, known devices, roles as the organisation has set them.

ALTER TABLE users ADD COLUMN second_factor BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE users ADD COLUMN initials TEXT NOT NULL DEFAULT '';

-- The shared secret lies here in the clear: whoever checks a code must know it. `last_step` is the time step of the last
-- code that was taken, so that none is taken twice.
CREATE TABLE second_factor (
    user_id BIGINT PRIMARY KEY REFERENCES users (id),
    secret BYTEA NOT NULL,
    began_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    last_step BIGINT NOT NULL
);

-- Of a recovery code only its sha256 is kept: 100 random bits need no slow hash.
CREATE TABLE recovery_code (
    user_id BIGINT NOT NULL REFERENCES users (id),
    hash BYTEA NOT NULL,
    PRIMARY KEY (user_id, hash)
);

-- Between the password and the second factor.
CREATE TABLE sign_in_ticket (
    hash BYTEA PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX sign_in_ticket_user ON sign_in_ticket (user_id);
CREATE INDEX sign_in_ticket_age ON sign_in_ticket (created_at);

-- A browser from which somebody signed in before: its tries are counted by themselves.
CREATE TABLE known_device (
    hash BYTEA PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES users (id),
    last_seen_at BIGINT NOT NULL
);
CREATE INDEX known_device_user ON known_device (user_id);
CREATE INDEX known_device_age ON known_device (last_seen_at);

-- What the organisation has set of a role. A delivered role has a row once it was changed; its names stay those delivered.
CREATE TABLE role_set (
    id {{id}},
    version BIGINT NOT NULL,
    code TEXT NOT NULL CONSTRAINT role_set_code_key UNIQUE,
    zh_hans TEXT NOT NULL,
    zh_hant TEXT NOT NULL,
    en TEXT NOT NULL,
    second_factor BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

-- The audit log is asked by actor, by everything that is no case, and for whoever saw contacts in full. Case rows are most
-- of the journal and are not indexed a second time.
-- only: sqlite
CREATE INDEX journal_actor ON journal (actor_id, position) WHERE actor_id IS NOT NULL;
CREATE INDEX journal_other ON journal (stream_kind, position) WHERE stream_kind <> 'case';
CREATE INDEX journal_reveal ON journal (position) WHERE command = 'reveal_customer';
-- end
-- only: postgres
CREATE INDEX journal_actor ON journal (actor_id, txid, position) WHERE actor_id IS NOT NULL;
CREATE INDEX journal_other ON journal (stream_kind, txid, position) WHERE stream_kind <> 'case';
CREATE INDEX journal_reveal ON journal (txid, position) WHERE command = 'reveal_customer';
-- end
