-- The order of the organisation's own fields, as forms show them. Until somebody sets one, it is that of their definition.
ALTER TABLE field ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
