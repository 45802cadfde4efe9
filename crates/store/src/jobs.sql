-- name: enqueue
INSERT INTO job (id, topic, key, payload, created_at, next_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (key) DO NOTHING

-- name: claim @sqlite
UPDATE job SET next_at = $1 + $2, attempts = attempts + 1
WHERE id IN (
    SELECT id FROM job WHERE done_at IS NULL AND dead_at IS NULL AND next_at <= $1 ORDER BY next_at, id LIMIT $3
)
RETURNING id, topic, key, payload, created_at, attempts
-- name: claim @postgres
WITH due AS (
    SELECT id FROM job WHERE done_at IS NULL AND dead_at IS NULL AND next_at <= $1
    ORDER BY next_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
)
UPDATE job SET next_at = $1 + $2, attempts = attempts + 1 FROM due WHERE job.id = due.id
RETURNING job.id, topic, key, payload, created_at, attempts

-- name: done
UPDATE job SET done_at = $3, last_error = NULL WHERE id = $1 AND attempts = $2 AND done_at IS NULL

-- name: failed
UPDATE job SET next_at = $3, last_error = $4, dead_at = $5 WHERE id = $1 AND attempts = $2 AND done_at IS NULL

-- name: revive
UPDATE job SET dead_at = NULL, next_at = $2, attempts = 0 WHERE id = $1 AND dead_at IS NOT NULL

-- name: prune
DELETE FROM job WHERE id IN (SELECT id FROM job WHERE done_at < $1 ORDER BY id LIMIT $2)

-- name: next_due
SELECT next_at FROM job WHERE done_at IS NULL AND dead_at IS NULL ORDER BY next_at, id LIMIT 1

-- name: waiting
SELECT count(*) FILTER (WHERE dead_at IS NULL AND done_at IS NULL), count(*) FILTER (WHERE dead_at IS NOT NULL) FROM job

-- name: state_of
SELECT done_at, dead_at FROM job WHERE key = $1
