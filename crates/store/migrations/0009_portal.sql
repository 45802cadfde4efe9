-- The customer's side. A key opens one case to whoever holds it, so only its digest is kept; a code is sent to a contact
-- of the customer and buys a key. A challenge is answered once.
CREATE TABLE portal_key (
    id {{id}},
    case_id BIGINT NOT NULL REFERENCES case_row (id),
    hash BYTEA NOT NULL,
    -- intake, code, staff
    origin TEXT NOT NULL,
    user_id BIGINT REFERENCES users (id),
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE UNIQUE INDEX portal_key_hash ON portal_key (hash);
CREATE INDEX portal_key_case ON portal_key (case_id, id);

CREATE TABLE portal_code (
    case_id BIGINT PRIMARY KEY REFERENCES case_row (id),
    hash BYTEA NOT NULL,
    sent_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    tries BIGINT NOT NULL
);

CREATE TABLE portal_challenge (
    hash BYTEA PRIMARY KEY,
    spent_at BIGINT NOT NULL
);
CREATE INDEX portal_challenge_age ON portal_challenge (spent_at);
