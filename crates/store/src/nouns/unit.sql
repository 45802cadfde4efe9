-- name: insert
INSERT INTO unit (id, version, parent_id, kind, code, name, calendar, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: update
UPDATE unit SET version = $2, parent_id = $3, code = $4, name = $5, calendar = $6, archived_at = $7, territory = $8 WHERE id = $1;

-- name: load
SELECT id, version, parent_id, kind, code, name, calendar, archived_at, territory FROM unit WHERE id = $1;

-- name: all
SELECT id, version, parent_id, kind, code, name, calendar, archived_at, territory FROM unit ORDER BY id LIMIT $1;

-- name: by_code
SELECT id FROM unit WHERE code = $1;

-- name: root
SELECT id FROM unit WHERE parent_id IS NULL;

-- name: close_self
INSERT INTO unit_closure (ancestor, descendant, depth) VALUES ($1, $1, 0);

-- name: close_under
INSERT INTO unit_closure (ancestor, descendant, depth)
SELECT above.ancestor, below.descendant, above.depth + below.depth + 1
FROM unit_closure above CROSS JOIN unit_closure below
WHERE above.descendant = $2 AND below.ancestor = $1;

-- name: open_above
DELETE FROM unit_closure
WHERE descendant IN (SELECT descendant FROM unit_closure WHERE ancestor = $1)
  AND ancestor IN (SELECT ancestor FROM unit_closure WHERE descendant = $1 AND depth > 0);

-- name: is_under
SELECT 1 FROM unit_closure WHERE ancestor = $1 AND descendant = $2;

-- name: height
SELECT coalesce(max(depth), 0) FROM unit_closure WHERE ancestor = $1;

-- name: depth
SELECT coalesce(max(depth), 0) FROM unit_closure WHERE descendant = $1;

-- name: in_use
SELECT 1 FROM unit WHERE parent_id = $1 AND archived_at IS NULL
UNION ALL
SELECT 1 FROM users WHERE unit_id = $1 AND active
LIMIT 1;
