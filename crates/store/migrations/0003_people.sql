-- People and access: units, users, roles, sessions, tokens, customers. Versions are those of the row's stream.

CREATE TABLE unit (
    id {{id}},
    version BIGINT NOT NULL,
    parent_id BIGINT CONSTRAINT unit_parent_fkey REFERENCES unit (id),
    kind TEXT NOT NULL,
    code TEXT NOT NULL CONSTRAINT unit_code_key UNIQUE,
    name TEXT NOT NULL,
    calendar TEXT,
    created_at BIGINT NOT NULL,
    archived_at BIGINT,
    CONSTRAINT unit_head_office_is_top CHECK ((parent_id IS NULL) = (kind = 'head_office'))
);
CREATE UNIQUE INDEX unit_top ON unit (kind) WHERE parent_id IS NULL;
CREATE INDEX unit_parent ON unit (parent_id);

-- Each unit with itself (depth 0) and with everything above it, so that a subtree is one join.
CREATE TABLE unit_closure (
    ancestor BIGINT NOT NULL REFERENCES unit (id),
    descendant BIGINT NOT NULL REFERENCES unit (id),
    depth BIGINT NOT NULL,
    PRIMARY KEY (ancestor, descendant)
);
CREATE INDEX unit_closure_descendant ON unit_closure (descendant, depth);

CREATE TABLE users (
    id {{id}},
    version BIGINT NOT NULL,
    login TEXT NOT NULL,
    login_key TEXT NOT NULL CONSTRAINT users_login_key_key UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT,
    must_change_password BOOLEAN NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    language TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX users_unit ON users (unit_id, id);

CREATE TABLE user_role (
    user_id BIGINT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    reach TEXT NOT NULL,
    unit_id BIGINT REFERENCES unit (id)
);
CREATE INDEX user_role_user ON user_role (user_id);
CREATE INDEX user_role_role ON user_role (role);

-- What a role may here; filled with what is delivered. `permission_known` tells which permissions were ever delivered, so
-- that a release's new permission is filled in and one the organisation took away stays away.
CREATE TABLE role_permission (
    role TEXT NOT NULL,
    permission TEXT NOT NULL,
    PRIMARY KEY (role, permission)
);
CREATE TABLE permission_known (
    permission TEXT PRIMARY KEY
);

-- Of a secret only its sha256 is kept.
CREATE TABLE session (
    hash BYTEA PRIMARY KEY,
    id BIGINT NOT NULL CONSTRAINT session_id_key UNIQUE,
    user_id BIGINT NOT NULL REFERENCES users (id),
    csrf TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_of_user ON session (user_id);
CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE api_token (
    id {{id}},
    version BIGINT NOT NULL,
    user_id BIGINT NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    hash BYTEA NOT NULL CONSTRAINT api_token_hash_key UNIQUE,
    permissions TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    last_used_at BIGINT
);
CREATE INDEX api_token_user ON api_token (user_id, id);

CREATE TABLE setup_link (
    slot BIGINT PRIMARY KEY CHECK (slot = 1),
    hash BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);

-- A digest, because people type passwords into the wrong field.
CREATE TABLE sign_in_attempt (
    login_digest BYTEA PRIMARY KEY,
    first_at BIGINT NOT NULL,
    tries BIGINT NOT NULL
);
CREATE INDEX sign_in_attempt_first ON sign_in_attempt (first_at);

CREATE TABLE customer (
    id {{id}},
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT,
    phone TEXT,
    email TEXT,
    external_ref TEXT CONSTRAINT customer_external_ref_key UNIQUE,
    language TEXT,
    phone_key TEXT,
    email_key TEXT,
    created_at BIGINT NOT NULL,
    erased_at BIGINT
);
CREATE INDEX customer_phone ON customer (phone_key, id) WHERE phone_key IS NOT NULL;
CREATE INDEX customer_email ON customer (email_key, id) WHERE email_key IS NOT NULL;

-- Who answers for a key when an import finds or creates: one customer a key, while a household may share a number.
CREATE TABLE customer_key (
    key TEXT PRIMARY KEY,
    customer_id BIGINT NOT NULL
);
CREATE INDEX customer_key_customer ON customer_key (customer_id);

-- Words about a subject that is no case: why somebody saw a telephone number. Erasable; the journal has the digest.
CREATE TABLE note_text (
    id {{id}},
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    body TEXT,
    salt BYTEA NOT NULL,
    erased_at BIGINT
);
CREATE INDEX note_text_subject ON note_text (subject_kind, subject_id, id);
