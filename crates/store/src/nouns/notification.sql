-- name: insert
INSERT INTO notification (id, user_id, kind, case_id, by_id, data, key, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (user_id, key) DO NOTHING;

-- name: page
SELECT id, user_id, kind, case_id, by_id, data, created_at, read_at FROM notification
WHERE user_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3;

-- name: page_unread
SELECT id, user_id, kind, case_id, by_id, data, created_at, read_at FROM notification
WHERE user_id = $1 AND id < $2 AND read_at IS NULL ORDER BY id DESC LIMIT $3;

-- name: unread
SELECT count(*) FROM (SELECT id FROM notification WHERE user_id = $1 AND read_at IS NULL LIMIT $2) AS few;

-- name: read_up_to
UPDATE notification SET read_at = $3 WHERE user_id = $1 AND id <= $2 AND read_at IS NULL;

-- name: read_of_case
UPDATE notification SET read_at = $3 WHERE user_id = $1 AND case_id = $2 AND read_at IS NULL;

-- name: read_one
UPDATE notification SET read_at = $3 WHERE user_id = $1 AND id = $2 AND read_at IS NULL;

-- name: created_since
SELECT id, user_id, kind, case_id, by_id, data, created_at, read_at FROM notification
WHERE created_at > $1 ORDER BY created_at, id LIMIT 5000;

-- name: prune
DELETE FROM notification WHERE id IN (SELECT id FROM notification WHERE created_at < $1 ORDER BY created_at LIMIT $2);

-- name: holders
SELECT DISTINCT u.id FROM user_role r JOIN users u ON u.id = r.user_id
WHERE u.active AND (r.role = $1 OR r.role IN (SELECT s.code FROM role_set s WHERE s.ranks_as = $1)) AND (
    r.reach = 'all'
    OR (r.reach = 'unit' AND coalesce(r.unit_id, u.unit_id) = $2)
    OR (r.reach = 'subtree'
        AND coalesce(r.unit_id, u.unit_id) IN (SELECT ancestor FROM unit_closure WHERE descendant = $2))
)
ORDER BY u.id LIMIT 50;

-- name: preferences
SELECT body FROM user_preference WHERE user_id = $1;

-- name: prefer
INSERT INTO user_preference (user_id, body, updated_at) VALUES ($1, $2, $3)
ON CONFLICT (user_id) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at;

-- name: leaves
INSERT INTO notice (notification_id, way, user_id, leaves_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (notification_id, way) DO NOTHING;

-- name: leaving
SELECT n.id, n.user_id, n.kind, n.case_id, n.by_id, n.data, n.created_at, n.read_at
FROM notice w JOIN notification n ON n.id = w.notification_id
WHERE w.user_id = $1 AND w.way = $2 AND w.leaves_at = $3 AND n.read_at IS NULL ORDER BY n.id LIMIT 200;
