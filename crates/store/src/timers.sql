-- name: begin
INSERT INTO timer (id, stream_kind, stream_id, key, due_at, next_at) VALUES ($1, $2, $3, $4, $5, $5)

-- name: set
INSERT INTO timer (id, stream_kind, stream_id, key, due_at, next_at) VALUES ($1, $2, $3, $4, $5, $5)
ON CONFLICT (stream_kind, stream_id, key) DO UPDATE
SET id = excluded.id, due_at = excluded.due_at, next_at = excluded.next_at, attempts = 0, last_error = NULL, dead_at = NULL

-- name: cancel
DELETE FROM timer WHERE stream_kind = $1 AND stream_id = $2 AND key = $3

-- name: cancel_all
DELETE FROM timer WHERE stream_kind = $1 AND stream_id = $2

-- name: of_stream
SELECT id, stream_kind, stream_id, key, due_at, attempts FROM timer
WHERE stream_kind = $1 AND stream_id = $2 ORDER BY due_at, key

-- name: claim @sqlite
UPDATE timer SET next_at = $1 + $2, attempts = attempts + 1
WHERE id IN (SELECT id FROM timer WHERE dead_at IS NULL AND next_at <= $1 ORDER BY next_at, id LIMIT $3)
RETURNING id, stream_kind, stream_id, key, due_at, attempts
-- name: claim @postgres
WITH due AS (
    SELECT id FROM timer WHERE dead_at IS NULL AND next_at <= $1 ORDER BY next_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
)
UPDATE timer SET next_at = $1 + $2, attempts = attempts + 1 FROM due WHERE timer.id = due.id
RETURNING timer.id, stream_kind, stream_id, key, due_at, attempts

-- name: done
DELETE FROM timer WHERE id = $1 AND attempts = $2

-- name: failed
UPDATE timer SET next_at = $3, last_error = $4, dead_at = $5 WHERE id = $1 AND attempts = $2

-- name: next_due
SELECT next_at FROM timer WHERE dead_at IS NULL ORDER BY next_at, id LIMIT 1

-- name: waiting
SELECT count(*) FILTER (WHERE dead_at IS NULL), count(*) FILTER (WHERE dead_at IS NOT NULL) FROM timer
