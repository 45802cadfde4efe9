-- name: insert
INSERT INTO saved_view (id, version, user_id, unit_id, shared, name, filter, sort, shown_columns, position, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: update
UPDATE saved_view SET version = $2, user_id = $3, unit_id = $4, shared = $5, name = $6, filter = $7, sort = $8,
    shown_columns = $9, position = $10
WHERE id = $1;

-- name: remove
DELETE FROM saved_view WHERE id = $1;

-- name: load
SELECT id, version, user_id, unit_id, shared, name, filter, sort, shown_columns, position, created_at
FROM saved_view WHERE id = $1;

-- name: of_user
SELECT id, version, user_id, unit_id, shared, name, filter, sort, shown_columns, position, created_at
FROM saved_view WHERE user_id = $1 ORDER BY position, id LIMIT $2;

-- name: shared
SELECT id, version, user_id, unit_id, shared, name, filter, sort, shown_columns, position, created_at
FROM saved_view WHERE shared ORDER BY position, id LIMIT $1;
