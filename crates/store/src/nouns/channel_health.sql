-- name: arrived
INSERT INTO channel_arrival (channel_id, slot, at) VALUES ($1, $2, $3) ON CONFLICT (channel_id, slot) DO NOTHING;

-- name: arrivals
SELECT at FROM channel_arrival WHERE channel_id = $1 AND slot >= $2 ORDER BY slot LIMIT 5000;

-- name: forget
DELETE FROM channel_arrival WHERE channel_id = $1 AND slot < $2;

-- name: received
SELECT received_at FROM case_row WHERE unit_id = $1 AND channel = $2 AND received_at >= $3 ORDER BY received_at LIMIT 20000;

-- name: load
SELECT channel_id, version, last_at, usual_ms, usual_at, due_at, silent_since FROM channel_health WHERE channel_id = $1;

-- name: silent
SELECT channel_id, version, last_at, usual_ms, usual_at, due_at, silent_since FROM channel_health
WHERE silent_since IS NOT NULL ORDER BY silent_since LIMIT 200;

-- name: keep
INSERT INTO channel_health (channel_id, version, last_at, usual_ms, usual_at, due_at, silent_since)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (channel_id) DO UPDATE SET version = EXCLUDED.version, last_at = EXCLUDED.last_at, usual_ms = EXCLUDED.usual_ms,
    usual_at = EXCLUDED.usual_at, due_at = EXCLUDED.due_at, silent_since = EXCLUDED.silent_since;

-- name: begin_test
INSERT INTO channel_test (id, channel_id, way, standing, mark, by_id, begun_at, done_at, took_ms, step, fault)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: end_test
UPDATE channel_test SET standing = $2, done_at = $3, took_ms = $4, step = $5, fault = $6 WHERE id = $1 AND standing = 'running';

-- name: tests
SELECT id, channel_id, way, standing, mark, by_id, begun_at, done_at, took_ms, step, fault FROM channel_test
WHERE channel_id = $1 ORDER BY id DESC LIMIT 50;

-- name: last_test
SELECT id, channel_id, way, standing, mark, by_id, begun_at, done_at, took_ms, step, fault FROM channel_test
WHERE channel_id = $1 ORDER BY id DESC LIMIT 1;

-- name: test
SELECT id, channel_id, way, standing, mark, by_id, begun_at, done_at, took_ms, step, fault FROM channel_test WHERE id = $1;

-- name: test_by_mark
SELECT id, channel_id, way, standing, mark, by_id, begun_at, done_at, took_ms, step, fault FROM channel_test WHERE mark = $1;

-- name: prune_tests
DELETE FROM channel_test WHERE channel_id = $1 AND begun_at < $2 AND standing <> 'running';
