-- name: enqueue
INSERT INTO webhook_delivery (id, webhook_id, topic, key, payload, created_at, next_at) VALUES ($1, $2, $3, $4, $5, $6, $6)
ON CONFLICT (key) DO NOTHING

-- name: claim @sqlite
UPDATE webhook_delivery SET next_at = $1 + $2, attempts = attempts + 1
WHERE id IN (
    SELECT id FROM webhook_delivery WHERE done_at IS NULL AND dead_at IS NULL AND next_at <= $1 ORDER BY next_at, id LIMIT $3
)
RETURNING id, webhook_id, payload, attempts
-- name: claim @postgres
WITH due AS (
    SELECT id FROM webhook_delivery WHERE done_at IS NULL AND dead_at IS NULL AND next_at <= $1
    ORDER BY next_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
)
UPDATE webhook_delivery SET next_at = $1 + $2, attempts = attempts + 1 FROM due WHERE webhook_delivery.id = due.id
RETURNING webhook_delivery.id, webhook_id, payload, attempts

-- name: give_back
UPDATE webhook_delivery SET next_at = $3, attempts = attempts - 1 WHERE id = $1 AND attempts = $2 AND done_at IS NULL

-- name: done
UPDATE webhook_delivery SET done_at = $3, last_error = NULL, sent_at = $3, status = $4, duration_ms = $5, answer = $6
WHERE id = $1 AND attempts = $2 AND done_at IS NULL

-- name: came_back
UPDATE webhook_delivery SET sent_at = $3, status = $4, duration_ms = $5, answer = $6
WHERE id = $1 AND attempts = $2 AND done_at IS NULL

-- name: failed
UPDATE webhook_delivery SET next_at = $3, last_error = $4, dead_at = $5 WHERE id = $1 AND attempts = $2 AND done_at IS NULL

-- name: again
UPDATE webhook_delivery SET done_at = NULL, dead_at = NULL, next_at = $3, attempts = 0, last_error = NULL
WHERE webhook_id = $1 AND id = $2

-- name: drop_open
UPDATE webhook_delivery SET dead_at = $2, last_error = $3 WHERE webhook_id = $1 AND done_at IS NULL AND dead_at IS NULL

-- name: prune
DELETE FROM webhook_delivery WHERE id IN (
    SELECT id FROM webhook_delivery WHERE id < $1 AND (done_at IS NOT NULL OR dead_at IS NOT NULL) ORDER BY id LIMIT $2
)

-- name: load
SELECT id, webhook_id, topic, payload, created_at, next_at, attempts, last_error, done_at, dead_at, sent_at, status, duration_ms,
    answer
FROM webhook_delivery WHERE webhook_id = $1 AND id = $2

-- name: of_webhook
SELECT id, webhook_id, topic, payload, created_at, next_at, attempts, last_error, done_at, dead_at, sent_at, status, duration_ms,
    answer
FROM webhook_delivery WHERE webhook_id = $1 AND id < $2
    AND ($3 = 'any' OR $3 = CASE WHEN done_at IS NOT NULL THEN 'taken' WHEN dead_at IS NOT NULL THEN 'parked' ELSE 'waiting' END)
ORDER BY id DESC LIMIT $4

-- name: waiting
SELECT count(*) FROM (
    SELECT 1 FROM webhook_delivery WHERE webhook_id = $1 AND done_at IS NULL AND dead_at IS NULL LIMIT $2
) open_ones

-- name: parked
SELECT count(*) FROM (SELECT 1 FROM webhook_delivery WHERE webhook_id = $1 AND dead_at IS NOT NULL LIMIT $2) parked_ones

-- name: next_due
SELECT next_at FROM webhook_delivery WHERE done_at IS NULL AND dead_at IS NULL ORDER BY next_at, id LIMIT 1
