-- The desk: what a list shows and is filtered by, what each person has read, saved views.

ALTER TABLE case_row ADD COLUMN emotional_state TEXT;
ALTER TABLE case_row ADD COLUMN brand_risk BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE case_row ADD COLUMN due_key BIGINT NOT NULL DEFAULT 281474976710655;
ALTER TABLE case_row ADD COLUMN news BIGINT NOT NULL DEFAULT 0;
UPDATE case_row SET due_key = next_due_at WHERE next_due_at IS NOT NULL;

CREATE INDEX case_row_due ON case_row (due_key, id) WHERE is_open;
CREATE INDEX case_row_touched ON case_row (touched_at, id);
-- Few of the open ones: counted and listed without reading the others.
CREATE INDEX case_row_overdue ON case_row (queue_key, id) WHERE is_open AND is_overdue;
CREATE INDEX case_row_emergency ON case_row (queue_key, id) WHERE is_open AND is_emergency;
CREATE INDEX case_row_escalated ON case_row (queue_key, id) WHERE is_open AND escalation_level > 0;
CREATE INDEX case_row_unassigned ON case_row (queue_key, id) WHERE is_open AND handler_id IS NULL;
CREATE INDEX case_row_status ON case_row (status, queue_key, id) WHERE is_open;

-- How much of a case somebody has read: working state of one person, no journal.
CREATE TABLE case_read (
    user_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (user_id, case_id)
);

-- Saved views. The columns that say what is in it are JSON of our own making; nothing is filtered by them in SQL.
CREATE TABLE saved_view (
    id {{id}},
    version BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    unit_id BIGINT,
    shared BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    filter TEXT NOT NULL,
    sort TEXT NOT NULL,
    shown_columns TEXT NOT NULL,
    position BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX saved_view_user ON saved_view (user_id, position, id);
CREATE INDEX saved_view_shared ON saved_view (position, id) WHERE shared;

-- Customers by the beginning of their name, for the palette.
-- only: sqlite
CREATE INDEX customer_name ON customer (name);
-- end
-- only: postgres
CREATE INDEX customer_name ON customer (name text_pattern_ops);
CREATE INDEX case_row_number_prefix ON case_row (number text_pattern_ops);
-- end
