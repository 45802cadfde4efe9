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
SELECT id FROM search_doc WHERE kind = $1 AND tokens @@ CAST($2::text AS tsquery) AND id < $3 ORDER BY id DESC LIMIT $4
