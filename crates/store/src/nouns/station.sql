-- name: judge
INSERT INTO valid_complaint (case_id, adjudication_id, station_id, received_at, month, class, finding, station_caused,
    standing, counts, judged_at, appeal_until)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (case_id) DO UPDATE SET adjudication_id = excluded.adjudication_id, station_id = excluded.station_id,
    received_at = excluded.received_at, month = excluded.month, class = excluded.class, finding = excluded.finding,
    station_caused = excluded.station_caused, standing = excluded.standing, counts = excluded.counts,
    judged_at = excluded.judged_at, appeal_until = excluded.appeal_until;

-- name: lock
INSERT INTO station_count (station_id, counted) VALUES ($1, 1)
ON CONFLICT (station_id) DO UPDATE SET counted = station_count.counted + 1;

-- name: counted
SELECT case_id, received_at, month FROM valid_complaint
WHERE station_id = $1 AND received_at >= $2 AND received_at < $3 AND counts ORDER BY received_at, case_id LIMIT 2000;

-- name: of_station
SELECT v.case_id, c.number, v.month, v.class, v.finding, v.station_caused, v.standing, v.judged_at, v.appeal_until, v.received_at
FROM valid_complaint v JOIN case_row c ON c.id = v.case_id
WHERE v.station_id = $1 AND v.received_at >= $2 AND v.received_at < $3 ORDER BY v.received_at, v.case_id LIMIT 2000;

-- name: appealed
SELECT case_id, judged_at FROM valid_complaint
WHERE standing = 'appealed' AND (judged_at > $1 OR (judged_at = $1 AND case_id > $2)) ORDER BY judged_at, case_id LIMIT $3;

-- name: valid_of_month
SELECT station_id, CAST(SUM(CASE WHEN counts THEN 1 ELSE 0 END) AS BIGINT),
    CAST(SUM(CASE WHEN standing = 'appealed' THEN 1 ELSE 0 END) AS BIGINT)
FROM valid_complaint WHERE month = $1 GROUP BY station_id;

-- name: complaints_between
SELECT unit_id, CAST(COUNT(*) AS BIGINT) FROM case_row
WHERE kind = 'complaint' AND received_at >= $1 AND received_at < $2 GROUP BY unit_id;

-- name: loads
SELECT unit_id, CAST(COUNT(*) AS BIGINT), CAST(SUM(CASE WHEN is_overdue THEN 1 ELSE 0 END) AS BIGINT),
    CAST(SUM(CASE WHEN severity >= 4 THEN 1 ELSE 0 END) AS BIGINT), MIN(next_due_at)
FROM case_row WHERE is_open GROUP BY unit_id;

-- name: orders_of_month
SELECT station_id, orders FROM station_orders WHERE month = $1;

-- name: set_orders
INSERT INTO station_orders (station_id, month, orders) VALUES ($1, $2, $3)
ON CONFLICT (station_id, month) DO UPDATE SET orders = excluded.orders;

-- name: propose
INSERT INTO penalty (id, version, station_id, state, cases, proposed_at) VALUES ($1, $2, $3, 'proposed', $4, $5);

-- name: save
UPDATE penalty SET version = $2, state = $3, cases = $4, decided_at = $5, decided_by = $6, words = $7, reversed_at = $8
WHERE id = $1;

-- name: load
SELECT id, version, station_id, state, cases, proposed_at, decided_at, decided_by, words, reversed_at FROM penalty WHERE id = $1;

-- name: penalties_of
SELECT id, version, station_id, state, cases, proposed_at, decided_at, decided_by, words, reversed_at FROM penalty
WHERE station_id = $1 ORDER BY id DESC LIMIT 500;

-- name: penalties_in
SELECT id, version, station_id, state, cases, proposed_at, decided_at, decided_by, words, reversed_at FROM penalty
WHERE state = $1 AND id < $2 ORDER BY id DESC LIMIT $3;

-- name: circulars
SELECT id, version, station_id, state, cases, proposed_at, decided_at, decided_by, words, reversed_at FROM penalty
WHERE state IN ('issued', 'reversed') AND (decided_at, id) < ($1, $2) ORDER BY decided_at DESC, id DESC LIMIT $3;

-- name: network
SELECT DISTINCT u.id FROM users u JOIN user_role r ON r.user_id = u.id JOIN role_permission p ON p.role = r.role
WHERE u.active AND p.permission = 'station.read' AND u.id > $1 ORDER BY u.id LIMIT $2;

-- name: network_size
SELECT CAST(COUNT(DISTINCT u.id) AS BIGINT) FROM users u JOIN user_role r ON r.user_id = u.id
JOIN role_permission p ON p.role = r.role WHERE u.active AND p.permission = 'station.read';

-- name: read_circular
INSERT INTO circular_read (penalty_id, user_id, is_reversal, read_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (penalty_id, user_id, is_reversal) DO NOTHING;

-- name: circulars_read
SELECT penalty_id, is_reversal FROM circular_read WHERE user_id = $1;

-- name: circular_readers
SELECT u.id, u.name, n.name, c.read_at, c.is_reversal FROM circular_read c JOIN users u ON u.id = c.user_id
JOIN unit n ON n.id = u.unit_id WHERE c.penalty_id = $1 ORDER BY c.read_at, u.id LIMIT 4000;

-- name: complaints_of
SELECT state FROM case_row
WHERE unit_id = $1 AND received_at >= $2 AND received_at < $3 AND kind = 'complaint' ORDER BY received_at, id LIMIT $4;
