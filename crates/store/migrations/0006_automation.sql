-- What an organisation adds to the product: fields of its own, rules that act by themselves, webhooks.

-- Where a follower of the journal's feed stands. The row is locked while a page is worked on and moved in the same
-- transaction as what came of it, so each event is heard exactly once on any number of nodes.
CREATE TABLE follower (
    name TEXT PRIMARY KEY,
    txid BIGINT NOT NULL,
    position BIGINT NOT NULL,
    failures BIGINT NOT NULL DEFAULT 0
);

-- The secret lies in the clear, because a signature needs it; it is answered once and never again.
CREATE TABLE webhook (
    id {{id}},
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    events TEXT NOT NULL,
    secret TEXT NOT NULL,
    enabled BOOLEAN NOT NULL,
    owner_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    deleted_at BIGINT
);

-- One message to one webhook; its id is the idempotency key outside. `next_at` as in the outbox: due time, end of the
-- lease, end of the pause.
CREATE TABLE webhook_delivery (
    id {{id}},
    webhook_id BIGINT NOT NULL REFERENCES webhook (id),
    topic TEXT NOT NULL,
    key TEXT NOT NULL CONSTRAINT webhook_delivery_key_key UNIQUE,
    payload TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    last_error TEXT,
    done_at BIGINT,
    dead_at BIGINT,
    sent_at BIGINT,
    status BIGINT,
    duration_ms BIGINT,
    answer TEXT
);
CREATE INDEX webhook_delivery_next ON webhook_delivery (next_at, id) WHERE done_at IS NULL AND dead_at IS NULL;
CREATE INDEX webhook_delivery_webhook ON webhook_delivery (webhook_id, id);
CREATE INDEX webhook_delivery_open ON webhook_delivery (webhook_id) WHERE done_at IS NULL AND dead_at IS NULL;

-- Fields of the organisation's own. Archived, never deleted: cases hold their values.
CREATE TABLE field (
    id {{id}},
    version BIGINT NOT NULL,
    code TEXT NOT NULL CONSTRAINT field_code_key UNIQUE,
    definition TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    archived_at BIGINT
);

-- The values of a case by which lists are filtered, derived from its state: one row a value, several for a choice of many.
CREATE TABLE case_field (
    case_id BIGINT NOT NULL,
    field_id BIGINT NOT NULL,
    slot BIGINT NOT NULL,
    code TEXT,
    number BIGINT,
    PRIMARY KEY (case_id, field_id, slot)
);
CREATE INDEX case_field_code ON case_field (field_id, code, case_id) WHERE code IS NOT NULL;
CREATE INDEX case_field_number ON case_field (field_id, number, case_id) WHERE number IS NOT NULL;

-- Rules that act by themselves, in their order.
CREATE TABLE rule (
    id {{id}},
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    place BIGINT NOT NULL,
    enabled BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    deleted_at BIGINT
);

-- What fired, on which case, and what came of it. A rule's decisions are those of the case's versions above
-- `before_version` up to `after_version`; so what a rule causes knows how deep it lies.
CREATE TABLE rule_run (
    id {{id}},
    rule_id BIGINT NOT NULL REFERENCES rule (id),
    case_id BIGINT NOT NULL,
    cause TEXT NOT NULL,
    depth BIGINT NOT NULL,
    before_version BIGINT NOT NULL,
    after_version BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL,
    at BIGINT NOT NULL,
    commands BIGINT NOT NULL,
    key TEXT NOT NULL CONSTRAINT rule_run_key_key UNIQUE
);
CREATE INDEX rule_run_rule ON rule_run (rule_id, id);
CREATE INDEX rule_run_case ON rule_run (case_id, at);
