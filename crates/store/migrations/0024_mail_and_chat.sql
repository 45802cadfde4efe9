-- What a message's pictures became, and a raw message that somebody erased by itself.

-- The files of the case they are, as JSON; why the last that did not come failed.
ALTER TABLE mail_in ADD COLUMN picture_files TEXT NOT NULL DEFAULT '[]';
ALTER TABLE mail_in ADD COLUMN pictures_trouble TEXT;
-- When the raw message was erased, by itself or with its customer.
ALTER TABLE mail_in ADD COLUMN erased_at BIGINT;
