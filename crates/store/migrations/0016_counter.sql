-- The shop counter, codes that open a form, and the pages that anybody may read. `counter_visit` is a cache of the journal
-- like every noun; the number of a day and how often a code was scanned are working state.
CREATE TABLE counter_visit (
    id {{id}},
    version BIGINT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES case_row (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    -- YYYY-MM-DD in the business time zone
    day TEXT NOT NULL,
    number BIGINT NOT NULL,
    -- waiting, called, served, done, gone
    state TEXT NOT NULL,
    arrived_at BIGINT NOT NULL,
    called_at BIGINT,
    served_at BIGINT,
    served_by BIGINT REFERENCES users (id),
    ended_at BIGINT
);
CREATE UNIQUE INDEX counter_visit_number ON counter_visit (unit_id, day, number);
CREATE INDEX counter_visit_case ON counter_visit (case_id, id);
CREATE INDEX counter_visit_state ON counter_visit (unit_id, state, day);

CREATE TABLE counter_day (
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    day TEXT NOT NULL,
    last_number BIGINT NOT NULL,
    PRIMARY KEY (unit_id, day)
);

CREATE TABLE counter_display (
    unit_id BIGINT PRIMARY KEY REFERENCES unit (id),
    hash BYTEA NOT NULL,
    opened_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX counter_display_hash ON counter_display (hash);

-- The token stands in the clear: a sheet is printed again, and all a token does is fill in a form.
CREATE TABLE intake_code (
    id {{id}},
    version BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    token TEXT NOT NULL,
    label TEXT NOT NULL,
    product TEXT,
    serial TEXT,
    made_at BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE UNIQUE INDEX intake_code_token ON intake_code (token);
CREATE INDEX intake_code_unit ON intake_code (unit_id, id);

CREATE TABLE intake_scan (
    code_id BIGINT NOT NULL REFERENCES intake_code (id),
    day TEXT NOT NULL,
    scans BIGINT NOT NULL,
    PRIMARY KEY (code_id, day)
);

-- Pages anybody may read, as published: each version stays as customers saw it.
CREATE TABLE public_page (
    -- promise, faq
    kind TEXT NOT NULL,
    version BIGINT NOT NULL,
    -- first day, YYYY-MM-DD
    effective_from TEXT NOT NULL,
    body TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    published_by BIGINT REFERENCES users (id),
    withdrawn_at BIGINT,
    PRIMARY KEY (kind, version)
);

-- What is being written; nobody but administrators sees it.
CREATE TABLE public_page_draft (
    kind TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE TABLE faq_answer (
    entry TEXT NOT NULL,
    helped BIGINT NOT NULL,
    not_helped BIGINT NOT NULL,
    PRIMARY KEY (entry)
);
