-- Channels with their people and limits, absences, an organisation's own categories, withdrawn policy versions.

-- A withdrawn version keeps its row, so that its number is never used again.
ALTER TABLE policy_text ADD COLUMN withdrawn_at BIGINT;

CREATE TABLE channel (
    id {{id}},
    version BIGINT NOT NULL,
    channel TEXT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    address TEXT,
    owner_id BIGINT REFERENCES users (id),
    backup_id BIGINT REFERENCES users (id),
    response_limit TEXT,
    limit_since BIGINT NOT NULL,
    active BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
-- A case knows its unit and its channel, so a unit answers for a channel once.
CREATE UNIQUE INDEX channel_of_unit ON channel (unit_id, channel) WHERE active;

CREATE TABLE absence (
    user_id BIGINT PRIMARY KEY REFERENCES users (id),
    version BIGINT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    deputy_id BIGINT REFERENCES users (id)
);

-- What an organisation makes of the category tree: leaves of its own, and its words, order and suggestions for the
-- canonical ones. Never deleted: a code is never used again, and old cases keep theirs.
CREATE TABLE category (
    code TEXT PRIMARY KEY,
    version BIGINT NOT NULL,
    own BOOLEAN NOT NULL,
    zh_hans TEXT,
    zh_hant TEXT,
    en TEXT,
    hidden BOOLEAN NOT NULL,
    place BIGINT,
    severity TEXT,
    unit_id BIGINT REFERENCES unit (id)
);
