-- name: head
SELECT version, hash FROM stream WHERE kind = $1 AND id = $2

-- name: head_locked @sqlite
SELECT version, hash FROM stream WHERE kind = $1 AND id = $2
-- name: head_locked @postgres
SELECT version, hash FROM stream WHERE kind = $1 AND id = $2 FOR UPDATE

-- name: head_new
INSERT INTO stream (kind, id, version, hash) VALUES ($1, $2, 1, $3) ON CONFLICT (kind, id) DO NOTHING

-- name: head_move
UPDATE stream SET version = $3, hash = $4 WHERE kind = $1 AND id = $2

-- name: head_begin
INSERT INTO stream (kind, id, version, hash) VALUES ($1, $2, $3, $4) ON CONFLICT (kind, id) DO NOTHING

-- name: head_advance
UPDATE stream SET version = $3, hash = $4 WHERE kind = $1 AND id = $2 AND version = $5

-- name: append_row
INSERT INTO journal (stream_kind, stream_id, version, at_ms, actor_kind, actor_id, command, policy, body, prev_hash, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: append
INSERT INTO journal (stream_kind, stream_id, version, at_ms, actor_kind, actor_id, command, policy, body, prev_hash, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
RETURNING position, txid

-- name: of_stream
SELECT position, txid, stream_kind, stream_id, version, at_ms, actor_kind, actor_id, command, policy, body, prev_hash, hash
FROM journal WHERE stream_kind = $1 AND stream_id = $2 ORDER BY version

-- name: page_up
SELECT position, txid, stream_kind, stream_id, version, at_ms, actor_kind, actor_id, command, policy, body, prev_hash, hash
FROM journal WHERE stream_kind = $1 AND stream_id = $2 AND version > $3 AND version < $4 ORDER BY version LIMIT $5

-- name: page_down
SELECT position, txid, stream_kind, stream_id, version, at_ms, actor_kind, actor_id, command, policy, body, prev_hash, hash
FROM journal WHERE stream_kind = $1 AND stream_id = $2 AND version > $3 AND version < $4 ORDER BY version DESC LIMIT $5

-- name: after @sqlite
SELECT position, txid, stream_kind, stream_id, version, at_ms, actor_kind, actor_id, command, policy, body, prev_hash, hash
FROM journal WHERE (0 * $1) = 0 AND position > $2 ORDER BY position LIMIT $3
-- name: after @postgres
-- A row of a transaction older than every running one can have no later neighbour before it: nothing is ever skipped.
SELECT position, txid, stream_kind, stream_id, version, at_ms, actor_kind, actor_id, command, policy, body, prev_hash, hash
FROM journal
WHERE (txid, position) > ($1, $2) AND txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
ORDER BY txid, position LIMIT $3

-- name: latest @sqlite
SELECT 0, coalesce(max(position), 0) FROM journal
-- name: latest @postgres
SELECT txid, position FROM journal
WHERE txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
ORDER BY txid DESC, position DESC LIMIT 1

-- name: committed @sqlite
SELECT 0, coalesce(max(position), 0) FROM journal
-- name: committed @postgres
SELECT txid, position FROM journal ORDER BY txid DESC, position DESC LIMIT 1

-- name: between @sqlite
SELECT position, txid, stream_kind, stream_id, version, at_ms, actor_kind, actor_id, command, policy, body, prev_hash, hash
FROM journal WHERE (0 * $1 + 0 * $3) = 0 AND position > $2 AND position <= $4 ORDER BY position LIMIT $5
-- name: between @postgres
SELECT position, txid, stream_kind, stream_id, version, at_ms, actor_kind, actor_id, command, policy, body, prev_hash, hash
FROM journal WHERE (txid, position) > ($1, $2) AND (txid, position) <= ($3, $4) ORDER BY txid, position LIMIT $5
