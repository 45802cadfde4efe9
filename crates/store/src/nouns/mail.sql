-- name: known
SELECT id FROM mail_in WHERE key = $1

-- name: take_in
INSERT INTO mail_in (id, key, mailbox_id, message_id, digest, kind, outcome, case_id, message, customer_id, at,
    pictures)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: cases_of_id
SELECT case_id FROM mail_in WHERE message_id = $1 AND case_id IS NOT NULL ORDER BY id LIMIT 20

-- name: of_case
SELECT id, mailbox_id, message_id, digest, kind, outcome, case_id, message, at, pictures, pictures_standing, customer_id, picture_files,
    pictures_trouble, erased_at FROM mail_in WHERE case_id = $1 ORDER BY id DESC LIMIT 100

-- name: of_mailbox
SELECT id, mailbox_id, message_id, digest, kind, outcome, case_id, message, at, pictures, pictures_standing, customer_id, picture_files,
    pictures_trouble, erased_at FROM mail_in WHERE mailbox_id = $1 ORDER BY id DESC LIMIT 100

-- name: load
SELECT id, mailbox_id, message_id, digest, kind, outcome, case_id, message, at, pictures, pictures_standing, customer_id, picture_files,
    pictures_trouble, erased_at FROM mail_in WHERE id = $1

-- name: ask_pictures
UPDATE mail_in SET pictures_standing = 'waiting', pictures_trouble = NULL, pictures_by = $2, pictures_at = $3
WHERE id = $1 AND (pictures_standing IS NULL OR pictures_standing = 'failed')

-- name: pictures_stand
UPDATE mail_in SET pictures_standing = $2, picture_files = $3, pictures_trouble = $4 WHERE id = $1

-- name: raw_of_customer
SELECT digest FROM mail_in WHERE customer_id = $1 AND digest IS NOT NULL ORDER BY digest

-- name: forget_raw
UPDATE mail_in SET digest = NULL, erased_at = $2 WHERE customer_id = $1 AND digest IS NOT NULL

-- name: erase_raw
UPDATE mail_in SET digest = NULL, erased_at = $2 WHERE id = $1 AND digest IS NOT NULL

-- name: raw_is_kept
SELECT id FROM mail_in WHERE digest = $1 LIMIT 1

-- name: new_cases_since
SELECT COUNT(*) FROM mail_in WHERE customer_id = $1 AND at >= $2 AND outcome = 'new_case'

-- name: send
INSERT INTO mail_out (id, case_id, message, text_id, mailbox_id, message_id, automatic, files, standing, created_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, $9)

-- name: out_of_message
SELECT id FROM mail_out WHERE message = $1

-- name: out
SELECT id, case_id, message, text_id, mailbox_id, message_id, automatic, files, standing, attempts, last_error, changed_at FROM mail_out WHERE id = $1

-- name: out_by_message_id
SELECT id, case_id, message, text_id, mailbox_id, message_id, automatic, files, standing, attempts, last_error, changed_at FROM mail_out WHERE message_id = $1

-- name: out_of_case
SELECT id, case_id, message, text_id, mailbox_id, message_id, automatic, files, standing, attempts, last_error, changed_at FROM mail_out
WHERE case_id = $1 ORDER BY id DESC LIMIT 200

-- name: went
UPDATE mail_out SET standing = $2, attempts = attempts + $3, last_error = $4, changed_at = $5 WHERE id = $1

-- name: forget_failing
DELETE FROM mail_failing WHERE address = $1

-- name: mark_failing
INSERT INTO mail_failing (address, at) VALUES ($1, $2)

-- name: failing
SELECT at FROM mail_failing WHERE address = $1
