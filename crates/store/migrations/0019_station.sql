-- Valid complaints of stations, derived from the cases' decisions; the penalties they lead to, a noun of their own; the
-- orders that stations' rates are of (S3-19…S3-24).

CREATE TABLE valid_complaint (
    case_id {{id}},
    adjudication_id BIGINT NOT NULL,
    station_id BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    -- of receipt, YYYY-MM in the business time zone
    month TEXT NOT NULL,
    class TEXT NOT NULL,
    finding TEXT,
    station_caused BOOLEAN NOT NULL,
    -- not_valid, valid, appealed, upheld, reversed
    standing TEXT NOT NULL,
    counts BOOLEAN NOT NULL,
    judged_at BIGINT NOT NULL,
    appeal_until BIGINT NOT NULL
);
CREATE INDEX valid_complaint_station ON valid_complaint (station_id, received_at, case_id);
CREATE INDEX valid_complaint_month ON valid_complaint (month, station_id, counts, standing);
CREATE INDEX valid_complaint_appealed ON valid_complaint (judged_at, case_id) WHERE standing = 'appealed';

-- One row a station, locked by whoever counts, so that two who judge at once count one after the other.
CREATE TABLE station_count (
    station_id {{id}},
    counted BIGINT NOT NULL
);

CREATE TABLE penalty (
    id {{id}},
    version BIGINT NOT NULL,
    station_id BIGINT NOT NULL,
    -- proposed, issued, dismissed, withdrawn, reversed
    state TEXT NOT NULL,
    -- ids of the cases it rests on, JSON
    cases TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by BIGINT,
    -- the circular as issued, or why it was dismissed
    words TEXT,
    reversed_at BIGINT
);
CREATE INDEX penalty_station ON penalty (station_id, id);
CREATE INDEX penalty_state ON penalty (state, id);

CREATE TABLE station_orders (
    station_id BIGINT NOT NULL,
    month TEXT NOT NULL,
    orders BIGINT NOT NULL,
    PRIMARY KEY (station_id, month)
);
CREATE INDEX station_orders_month ON station_orders (month, station_id);

-- What the month board and the network list count, without touching a row: the columns of the conditions are in the index
-- too, or SQLite would look each of them up.
CREATE INDEX case_row_complaints ON case_row (received_at, unit_id, kind) WHERE kind = 'complaint';
CREATE INDEX case_row_load ON case_row (unit_id, is_overdue, severity, next_due_at, is_open) WHERE is_open;
