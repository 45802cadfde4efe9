-- name: last
SELECT number, at_ms, up_to_txid, up_to_position, streams, hash, prev_hash FROM seal ORDER BY number DESC LIMIT 1

-- name: all
SELECT number, at_ms, up_to_txid, up_to_position, streams, hash, prev_hash FROM seal ORDER BY number

-- name: insert
INSERT INTO seal (number, at_ms, up_to_txid, up_to_position, streams, hash, prev_hash) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: changed @sqlite
SELECT position, txid, stream_kind, stream_id, version, hash
FROM journal WHERE (0 * $1) = 0 AND position > $2 ORDER BY position LIMIT $3
-- name: changed @postgres
SELECT position, txid, stream_kind, stream_id, version, hash FROM journal
WHERE (txid, position) > ($1, $2) AND txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
ORDER BY txid, position LIMIT $3

-- name: sealed_row
SELECT hash FROM journal WHERE stream_kind = $1 AND stream_id = $2 AND version = $3

-- name: any_row
SELECT version FROM journal WHERE stream_kind = $1 AND stream_id = $2 ORDER BY version LIMIT 1
