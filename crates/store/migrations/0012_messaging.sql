-- Accounts at messaging platforms. Their secrets lie in the clear, because a signature needs them, as a webhook's does;
-- they are never answered, and go with the account.
CREATE TABLE messaging_account (
    id {{id}},
    version BIGINT NOT NULL,
    platform TEXT NOT NULL,
    name TEXT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    receiver TEXT NOT NULL,
    secrets TEXT NOT NULL,
    enabled BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
