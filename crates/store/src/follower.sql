-- name: begin
INSERT INTO follower (name, txid, position) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING

-- name: take @sqlite
SELECT txid, position, failures FROM follower WHERE name = $1
-- name: take @postgres
SELECT txid, position, failures FROM follower WHERE name = $1 FOR UPDATE SKIP LOCKED

-- name: peek
SELECT txid, position, failures FROM follower WHERE name = $1

-- name: advance
UPDATE follower SET txid = $2, position = $3, failures = 0 WHERE name = $1

-- name: stumble
UPDATE follower SET failures = failures + 1 WHERE name = $1 AND txid = $2 AND position = $3
