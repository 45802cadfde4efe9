-- name: insert
INSERT INTO intake_code (id, version, unit_id, token, label, product, serial, made_at, withdrawn_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: withdraw
UPDATE intake_code SET version = $2, withdrawn_at = $3 WHERE id = $1;

-- name: load
SELECT id, version, unit_id, token, label, product, serial, made_at, withdrawn_at FROM intake_code WHERE id = $1;

-- name: by_token
SELECT id, version, unit_id, token, label, product, serial, made_at, withdrawn_at FROM intake_code WHERE token = $1;

-- name: all
SELECT id, version, unit_id, token, label, product, serial, made_at, withdrawn_at FROM intake_code ORDER BY id DESC
LIMIT $1;

-- name: count
SELECT count(*) FROM intake_code WHERE withdrawn_at IS NULL;

-- name: scanned
INSERT INTO intake_scan (code_id, day, scans) VALUES ($1, $2, 1)
ON CONFLICT (code_id, day) DO UPDATE SET scans = intake_scan.scans + 1;

-- name: scans_since
SELECT code_id, CAST(sum(scans) AS BIGINT) FROM intake_scan WHERE day >= $1 GROUP BY code_id;

-- name: scans_of
SELECT day, scans FROM intake_scan WHERE code_id = $1 ORDER BY day DESC LIMIT $2;
