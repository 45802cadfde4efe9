-- The gravest dispute that goes on, for lists: cases before an authority are few and looked for often (B.6).
ALTER TABLE case_row ADD COLUMN dispute TEXT;
CREATE INDEX case_row_disputed ON case_row (queue_key, id) WHERE is_open AND dispute IS NOT NULL;
