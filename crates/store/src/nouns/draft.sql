-- name: load
SELECT content, counter, updated_at FROM case_draft WHERE user_id = $1 AND case_id = $2 AND sort = $3;

-- name: last_counter
SELECT max(counter) FROM (
    SELECT counter FROM case_draft WHERE user_id = $1 AND case_id = $2 AND sort = $3
    UNION ALL
    SELECT counter FROM case_draft_gone WHERE user_id = $1 AND case_id = $2 AND sort = $3
) AS known;

-- name: save
INSERT INTO case_draft (user_id, case_id, sort, content, counter, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (user_id, case_id, sort) DO UPDATE
SET content = excluded.content, counter = excluded.counter, updated_at = excluded.updated_at
WHERE excluded.counter > case_draft.counter;

-- name: remove
DELETE FROM case_draft WHERE user_id = $1 AND case_id = $2 AND sort = $3;

-- name: gone
INSERT INTO case_draft_gone (user_id, case_id, sort, counter, gone_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (user_id, case_id, sort) DO UPDATE
SET counter = CASE WHEN excluded.counter > case_draft_gone.counter THEN excluded.counter ELSE case_draft_gone.counter END,
    gone_at = excluded.gone_at;

-- name: beyond
DELETE FROM case_draft WHERE user_id = $1 AND updated_at < (
    SELECT min(updated_at) FROM (
        SELECT updated_at FROM case_draft WHERE user_id = $1 ORDER BY updated_at DESC LIMIT $2
    ) AS kept
);

-- name: prune
DELETE FROM case_draft WHERE updated_at < $1;

-- name: prune_gone
DELETE FROM case_draft_gone WHERE gone_at < $1;
