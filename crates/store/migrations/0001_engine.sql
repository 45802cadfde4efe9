-- The engine: journal, heads, seals, timers, outbox, jobs, search. Instants are UTC milliseconds.

CREATE TABLE stream (
    kind TEXT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (kind, id)
){{clustered}};

CREATE TABLE journal (
    position {{serial}},
    txid {{txid}},
    stream_kind TEXT NOT NULL,
    stream_id BIGINT NOT NULL,
    version BIGINT NOT NULL CHECK (version > 0),
    at_ms BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BIGINT,
    command TEXT NOT NULL,
    policy TEXT,
    body TEXT NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT journal_stream_version UNIQUE (stream_kind, stream_id, version)
);
-- only: postgres
CREATE INDEX journal_feed ON journal (txid, position);
-- end

CREATE TABLE seal (
    number BIGINT PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    up_to_txid BIGINT NOT NULL,
    up_to_position BIGINT NOT NULL,
    streams BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    prev_hash BYTEA NOT NULL
);

-- only: sqlite
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal_append_only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal_append_only'); END;
CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal BEGIN SELECT RAISE(ABORT, 'seal_append_only'); END;
CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal BEGIN SELECT RAISE(ABORT, 'seal_append_only'); END;
-- end
-- only: postgres
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = '23514', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $$;
CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER seal_no_change BEFORE UPDATE OR DELETE ON seal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER seal_no_truncate BEFORE TRUNCATE ON seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- end

-- next_at is when a row may be claimed next: the due time at first, the end of the lease while claimed, the end of the
-- pause after a failure. So one index serves, and a worker that died is forgotten when its lease ends.
CREATE TABLE timer (
    id {{id}},
    stream_kind TEXT NOT NULL,
    stream_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    last_error TEXT,
    dead_at BIGINT,
    CONSTRAINT timer_stream_key UNIQUE (stream_kind, stream_id, key)
);
CREATE INDEX timer_next ON timer (next_at, id) WHERE dead_at IS NULL;

CREATE TABLE outbox (
    id {{id}},
    topic TEXT NOT NULL,
    key TEXT NOT NULL CONSTRAINT outbox_key_key UNIQUE,
    payload TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    last_error TEXT,
    done_at BIGINT,
    dead_at BIGINT
);
CREATE INDEX outbox_next ON outbox (next_at, id) WHERE done_at IS NULL AND dead_at IS NULL;

CREATE TABLE job (
    id {{id}},
    topic TEXT NOT NULL,
    key TEXT NOT NULL CONSTRAINT job_key_key UNIQUE,
    payload TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    last_error TEXT,
    done_at BIGINT,
    dead_at BIGINT
);
CREATE INDEX job_next ON job (next_at, id) WHERE done_at IS NULL AND dead_at IS NULL;

-- only: sqlite
CREATE TABLE search_doc (id INTEGER PRIMARY KEY, kind TEXT NOT NULL);
-- The ASCII tokenizer takes every non-ASCII character as part of a word, so our tokens stay as we cut them.
CREATE VIRTUAL TABLE search_tokens USING fts5(
    tokens, content='', contentless_delete=1, detail=none, tokenize='ascii'
);
-- end
-- only: postgres
CREATE TABLE search_doc (id BIGINT PRIMARY KEY, kind TEXT NOT NULL, tokens TSVECTOR NOT NULL);
CREATE INDEX search_doc_kind ON search_doc (kind, id);
CREATE INDEX search_doc_tokens ON search_doc USING gin (tokens);
-- end
