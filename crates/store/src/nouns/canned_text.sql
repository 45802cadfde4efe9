-- name: insert
INSERT INTO canned_text (id, version, scope, user_id, unit_id, name, shortcut, language, channel, category, format, body,
    changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: update
UPDATE canned_text SET version = $2, scope = $3, user_id = $4, unit_id = $5, name = $6, shortcut = $7, language = $8,
    channel = $9, category = $10, format = $11, body = $12, changed_at = $13
WHERE id = $1;

-- name: remove
DELETE FROM canned_text WHERE id = $1;

-- name: load
SELECT id, version, scope, user_id, unit_id, name, shortcut, language, channel, category, format, body, changed_at
FROM canned_text WHERE id = $1;

-- name: for_user
SELECT id, version, scope, user_id, unit_id, name, shortcut, language, channel, category, format, body, changed_at
FROM canned_text
WHERE user_id = $1 OR (user_id IS NULL AND unit_id IS NULL)
    OR unit_id IN (SELECT ancestor FROM unit_closure WHERE descendant = $2)
ORDER BY id LIMIT 2000;

-- name: count_of_user
SELECT count(*) FROM canned_text WHERE user_id = $1;

-- name: count_shared
SELECT count(*) FROM canned_text WHERE user_id IS NULL;
