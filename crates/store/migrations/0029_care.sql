-- Since when a customer wants no care contacts after a complaint (S3-49). Null: they may be asked.
ALTER TABLE customer ADD COLUMN care_declined_at BIGINT;
