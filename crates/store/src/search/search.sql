-- name: add_doc @sqlite
INSERT INTO search_doc (id, kind) VALUES ($1, $2)
-- name: add_doc @postgres
INSERT INTO search_doc (id, kind, tokens) VALUES ($1, $2, array_to_tsvector(string_to_array($3::text, ' ')))

-- name: add_tokens @sqlite
INSERT INTO search_tokens (rowid, tokens) VALUES ($1, $2)

-- name: put_doc @sqlite
INSERT INTO search_doc (id, kind) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind
-- name: put_doc @postgres
INSERT INTO search_doc (id, kind, tokens) VALUES ($1, $2, array_to_tsvector(string_to_array($3::text, ' ')))
ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, tokens = excluded.tokens

-- name: put_tokens @sqlite
INSERT OR REPLACE INTO search_tokens (rowid, tokens) VALUES ($1, $2)

-- name: drop_tokens @sqlite
DELETE FROM search_tokens WHERE rowid = $1

-- name: drop_doc
DELETE FROM search_doc WHERE id = $1

-- name: find @sqlite
SELECT rowid FROM search_tokens
WHERE search_tokens MATCH $2 AND rowid < $3
AND (SELECT kind FROM search_doc WHERE search_doc.id = search_tokens.rowid) = $1
ORDER BY rowid DESC LIMIT $4
-- name: find @postgres
-- For words the recent documents did not show often enough. Kind and id stand outside, because the planner would
-- else read a million entries of their index to save a few rows of the words'.
WITH hit AS MATERIALIZED (SELECT id, kind FROM search_doc WHERE tokens @@ CAST($2::text AS tsquery))
SELECT id FROM hit WHERE kind = $1 AND id < $3 ORDER BY id DESC LIMIT $4

-- name: find_recent @postgres
-- A common word stands in many documents but soon in the newest: walking back ends early.
SELECT id FROM (
    SELECT id, tokens FROM search_doc WHERE kind = $1 AND id < $3 ORDER BY id DESC LIMIT $5
) recent
WHERE tokens @@ CAST($2::text AS tsquery) ORDER BY id DESC LIMIT $4
