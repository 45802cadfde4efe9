-- Beginnings of the serial numbers or VINs a station answers for, as a JSON list (S3-09). Null: none.
ALTER TABLE unit ADD COLUMN territory TEXT;
