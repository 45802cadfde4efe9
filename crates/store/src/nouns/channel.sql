-- name: insert
INSERT INTO channel (id, version, channel, unit_id, name, address, owner_id, backup_id, response_limit, limit_since, active, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: update
UPDATE channel SET version = $2, name = $3, address = $4, owner_id = $5, backup_id = $6, response_limit = $7, limit_since = $8,
    active = $9
WHERE id = $1;

-- name: load
SELECT id, version, channel, unit_id, name, address, owner_id, backup_id, response_limit, limit_since, active
FROM channel WHERE id = $1;

-- name: all
SELECT id, version, channel, unit_id, name, address, owner_id, backup_id, response_limit, limit_since, active
FROM channel ORDER BY id LIMIT 20000;
