-- Approvals that wait for a signature, derived from the case; and what customers were granted, by case, for the limits of a
-- year (S2-23).

CREATE TABLE case_approval (
    id {{id}},
    case_id BIGINT NOT NULL,
    due_at BIGINT NOT NULL
);
CREATE INDEX case_approval_due ON case_approval (due_at, id);
CREATE INDEX case_approval_case ON case_approval (case_id);

CREATE TABLE case_grant (
    id {{id}},
    case_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    granted_at BIGINT NOT NULL,
    amount_minor BIGINT NOT NULL
);
CREATE INDEX case_grant_customer ON case_grant (customer_id, granted_at);

-- Who stands in for whom is asked from the deputy's side.
CREATE INDEX absence_deputy ON absence (deputy_id);
