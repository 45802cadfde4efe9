-- name: scan
SELECT j.position, j.txid, j.stream_kind, j.stream_id, j.version, j.at_ms, j.actor_kind, j.actor_id, j.command, j.policy,
    j.body, j.prev_hash, j.hash, s.version, s.hash
FROM journal j LEFT JOIN stream s ON s.kind = j.stream_kind AND s.id = j.stream_id
WHERE (j.stream_kind, j.stream_id, j.version) > ($1, $2, $3)
ORDER BY j.stream_kind, j.stream_id, j.version LIMIT $4

-- name: bare_heads
SELECT kind, id, version FROM stream s
WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.stream_kind = s.kind AND j.stream_id = s.id)
ORDER BY kind, id LIMIT $1
