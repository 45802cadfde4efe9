-- Requests for evidence, derived from the cases, with the links by which they are answered and the files that came with an
-- answer (S2-17); and who is on duty (S0-54).

CREATE TABLE evidence_request (
    id {{id}},
    case_id BIGINT NOT NULL,
    unit_id BIGINT,
    due_at BIGINT NOT NULL,
    -- open, answered, declined, withdrawn
    standing TEXT NOT NULL
);
CREATE INDEX evidence_request_due ON evidence_request (standing, due_at, id);
CREATE INDEX evidence_request_case ON evidence_request (case_id);

CREATE TABLE evidence_key (
    hash BYTEA PRIMARY KEY,
    request_id BIGINT NOT NULL REFERENCES evidence_request (id),
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX evidence_key_request ON evidence_key (request_id);

CREATE TABLE evidence_file (
    attachment_id BIGINT PRIMARY KEY,
    request_id BIGINT NOT NULL
);
CREATE INDEX evidence_file_request ON evidence_file (request_id);

CREATE TABLE duty_shift (
    id {{id}},
    version BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    user_id BIGINT NOT NULL REFERENCES users (id),
    -- who is asked first, 1, 2, 3 …
    place BIGINT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL
);
CREATE INDEX duty_shift_unit ON duty_shift (unit_id, until_at);
