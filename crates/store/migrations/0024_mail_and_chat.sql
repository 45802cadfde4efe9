-- What a message's pictures became, a raw message that somebody erased by itself, and visits that agents let pass.

-- The files of the case they are, as JSON; why the last that did not come failed.
ALTER TABLE mail_in ADD COLUMN picture_files TEXT NOT NULL DEFAULT '[]';
ALTER TABLE mail_in ADD COLUMN pictures_trouble TEXT;
-- When the raw message was erased, by itself or with its customer.
ALTER TABLE mail_in ADD COLUMN erased_at BIGINT;

-- When an agent let a visit pass last: the same one is asked again after a pause only.
ALTER TABLE chat ADD COLUMN lapsed_at BIGINT;
-- How often a problem came before.
CREATE INDEX case_row_category ON case_row (category, received_at) WHERE category IS NOT NULL;
