-- What is lent to customers and not back yet, derived from the cases (S0-55).

CREATE TABLE loaner (
    id {{id}},
    case_id BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    is_out BOOLEAN NOT NULL
);
CREATE INDEX loaner_out ON loaner (due_at, id) WHERE is_out;
