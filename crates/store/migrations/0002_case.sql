-- Cases. The row is a cache of the journal: `state` is what evolve makes of it, the other columns are what lists filter
-- and sort by, all derived from it by one function.

CREATE TABLE case_row (
    id {{id}},
    version BIGINT NOT NULL,
    number TEXT NOT NULL CONSTRAINT case_row_number_key UNIQUE,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    stage TEXT NOT NULL,
    status TEXT NOT NULL,
    severity BIGINT,
    priority TEXT NOT NULL,
    category TEXT,
    unit_id BIGINT NOT NULL,
    owner_id BIGINT,
    handler_id BIGINT,
    customer_id BIGINT,
    received_at BIGINT NOT NULL,
    touched_at BIGINT NOT NULL,
    next_due_at BIGINT,
    is_open BOOLEAN NOT NULL,
    is_overdue BOOLEAN NOT NULL,
    is_emergency BOOLEAN NOT NULL,
    escalation_level BIGINT NOT NULL,
    transfer_to_user BIGINT,
    transfer_to_unit BIGINT,
    queue_key BIGINT NOT NULL,
    first_resolved_at BIGINT,
    closed_at BIGINT,
    closure_reason TEXT,
    reopen_count BIGINT NOT NULL,
    satisfied BOOLEAN,
    policy_id TEXT NOT NULL,
    policy_version BIGINT NOT NULL,
    source_system TEXT,
    source_id TEXT,
    state TEXT NOT NULL
);
CREATE UNIQUE INDEX case_row_source_key ON case_row (source_system, source_id) WHERE source_system IS NOT NULL;
CREATE INDEX case_row_queue ON case_row (queue_key, id) WHERE is_open;
CREATE INDEX case_row_unit_queue ON case_row (unit_id, queue_key, id) WHERE is_open;
CREATE INDEX case_row_handler_queue ON case_row (handler_id, queue_key, id) WHERE is_open;
CREATE INDEX case_row_owner_queue ON case_row (owner_id, queue_key, id) WHERE is_open;
-- Few cases are on offer at a time; without these every queue of one person reads all open cases to find them.
CREATE INDEX case_row_offered_user ON case_row (transfer_to_user) WHERE transfer_to_user IS NOT NULL;
CREATE INDEX case_row_offered_unit ON case_row (transfer_to_unit) WHERE transfer_to_unit IS NOT NULL;
CREATE INDEX case_row_received ON case_row (received_at, id);
CREATE INDEX case_row_unit_received ON case_row (unit_id, received_at, id);
CREATE INDEX case_row_customer ON case_row (customer_id, received_at) WHERE customer_id IS NOT NULL;

-- People's words, erasable: the journal has the id and a salted digest.
CREATE TABLE case_text (
    id {{id}},
    case_id BIGINT NOT NULL,
    body TEXT,
    salt BYTEA NOT NULL,
    erased_at BIGINT
);
CREATE INDEX case_text_case ON case_text (case_id, id);

CREATE TABLE case_attachment (
    id {{id}},
    case_id BIGINT NOT NULL,
    digest TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    name_id BIGINT NOT NULL,
    added_at BIGINT NOT NULL
);
CREATE INDEX case_attachment_case ON case_attachment (case_id, id);

-- Links, so that the other side sees them too.
CREATE TABLE case_link (
    case_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    other_id BIGINT NOT NULL,
    PRIMARY KEY (case_id, kind, other_id)
);
CREATE INDEX case_link_other ON case_link (other_id, case_id);

-- Policy texts and calendar years put in force by an administrator; those built in are not here.
CREATE TABLE policy_text (
    id {{id}},
    policy_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    CONSTRAINT policy_text_key UNIQUE (policy_id, version)
);
CREATE TABLE day_table_text (
    id {{id}},
    region TEXT NOT NULL,
    body TEXT NOT NULL,
    added_at BIGINT NOT NULL
);
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- What a creation answered, so that a repeated request answers the same (Idempotency-Key).
CREATE TABLE idempotency (
    key TEXT PRIMARY KEY,
    request_digest BYTEA NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX idempotency_created ON idempotency (created_at);
