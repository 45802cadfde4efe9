-- name: insert
INSERT INTO customer (id, version, kind, name, phone, email, external_ref, language, phone_key, email_key, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: update
UPDATE customer SET version = $2, kind = $3, name = $4, phone = $5, email = $6, external_ref = $7, language = $8,
    phone_key = $9, email_key = $10, erased_at = $11
WHERE id = $1;

-- name: touch
UPDATE customer SET version = $2 WHERE id = $1;

-- name: set_care
UPDATE customer SET care_declined_at = $2 WHERE id = $1;

-- name: decline_care
UPDATE customer SET care_declined_at = COALESCE(care_declined_at, $2) WHERE id = $1;

-- name: care_declined
SELECT care_declined_at IS NOT NULL FROM customer WHERE id = $1;

-- name: load
SELECT id, version, kind, name, phone, email, external_ref, language, created_at, erased_at, care_declined_at FROM customer WHERE id = $1;

-- name: by_phone
SELECT id, version, kind, name, phone, email, external_ref, language, created_at, erased_at, care_declined_at
FROM customer WHERE phone_key = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: by_email
SELECT id, version, kind, name, phone, email, external_ref, language, created_at, erased_at, care_declined_at
FROM customer WHERE email_key = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: by_ref
SELECT id, version, kind, name, phone, email, external_ref, language, created_at, erased_at, care_declined_at
FROM customer WHERE external_ref = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: by_name @sqlite
SELECT id, version, kind, name, phone, email, external_ref, language, created_at, erased_at, care_declined_at
FROM customer WHERE name >= $1 AND name < $2 AND $3 = $3
    AND (name, id) > (COALESCE((SELECT name FROM customer WHERE id = $4), ''), $4)
ORDER BY name, id LIMIT $5
-- name: by_name @postgres
SELECT id, version, kind, name, phone, email, external_ref, language, created_at, erased_at, care_declined_at
FROM customer WHERE name LIKE $3::text AND $1::text = $1::text AND $2::text = $2::text
    AND (name ~>~ COALESCE((SELECT name FROM customer WHERE id = $4), '')
        OR (name = (SELECT name FROM customer WHERE id = $4) AND id > $4))
ORDER BY name USING ~<~, id LIMIT $5

-- name: page
SELECT id, version, kind, name, phone, email, external_ref, language, created_at, erased_at, care_declined_at
FROM customer WHERE id > $1 ORDER BY id LIMIT $2;

-- name: key_owner
SELECT customer_id FROM customer_key WHERE key = $1;

-- name: claim_key
INSERT INTO customer_key (key, customer_id) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING;

-- name: drop_keys
DELETE FROM customer_key WHERE customer_id = $1;
