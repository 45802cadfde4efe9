-- The links of requests for evidence that were sent to somebody outside, and how each sending stands. The address is in the
-- request's words, which can be erased; the secret of a link is nowhere.
CREATE TABLE evidence_sending (
    id {{id}},
    request_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    -- email, sms
    way TEXT NOT NULL,
    is_reminder BOOLEAN NOT NULL,
    -- waiting, sent, failed, not_needed
    standing TEXT NOT NULL,
    fault TEXT,
    asked_at BIGINT NOT NULL,
    done_at BIGINT
);
CREATE INDEX evidence_sending_case ON evidence_sending (case_id, id);

-- Who has read which circular, as issued and as taken back.
CREATE TABLE circular_read (
    penalty_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    -- its correction too
    is_reversal BOOLEAN NOT NULL,
    read_at BIGINT NOT NULL,
    PRIMARY KEY (penalty_id, user_id, is_reversal)
);
