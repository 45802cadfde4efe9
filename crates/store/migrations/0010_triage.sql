-- What triage learned, and what it proposes. A model's body is kept for the newest versions only; its quality for all.
CREATE TABLE triage_model (
    subject TEXT NOT NULL,
    number BIGINT NOT NULL,
    in_use BOOLEAN NOT NULL,
    learned_at BIGINT NOT NULL,
    newest_case BIGINT NOT NULL,
    texts BIGINT NOT NULL,
    quality TEXT NOT NULL,
    body BYTEA,
    PRIMARY KEY (subject, number)
);

-- A proposal holds words of the customer's, so it goes with them. It decides nothing and is in no journal.
CREATE TABLE triage_proposal (
    case_id BIGINT NOT NULL,
    subject TEXT NOT NULL,
    label TEXT NOT NULL,
    share_permille BIGINT,
    words TEXT NOT NULL,
    model_number BIGINT,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (case_id, subject)
);

-- Cases that were judged, the newest first: what is learned from.
CREATE INDEX case_row_judged ON case_row (id) WHERE category IS NOT NULL;
