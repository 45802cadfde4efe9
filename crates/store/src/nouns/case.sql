-- name: insert
INSERT INTO case_row (id, version, number, kind, channel, stage, status, severity, priority, category, unit_id, owner_id,
    handler_id, customer_id, received_at, touched_at, next_due_at, is_open, is_overdue, is_emergency, escalation_level,
    transfer_to_user, transfer_to_unit, queue_key, first_resolved_at, closed_at, closure_reason, reopen_count, satisfied,
    policy_id, policy_version, source_system, source_id, emotional_state, brand_risk, due_key, news, dispute,
    escalated_by, escalation, state)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
    $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41);

-- name: update
UPDATE case_row SET version = $2, number = $3, kind = $4, channel = $5, stage = $6, status = $7, severity = $8,
    priority = $9, category = $10, unit_id = $11, owner_id = $12, handler_id = $13, customer_id = $14, received_at = $15,
    touched_at = $16, next_due_at = $17, is_open = $18, is_overdue = $19, is_emergency = $20, escalation_level = $21,
    transfer_to_user = $22, transfer_to_unit = $23, queue_key = $24, first_resolved_at = $25, closed_at = $26,
    closure_reason = $27, reopen_count = $28, satisfied = $29, policy_id = $30, policy_version = $31,
    source_system = $32, source_id = $33, emotional_state = $34, brand_risk = $35, due_key = $36, news = $37, dispute = $38,
    escalated_by = $39, escalation = $40, state = $41
WHERE id = $1;

-- name: load
SELECT version, state FROM case_row WHERE id = $1;

-- name: id_by_number
SELECT id FROM case_row WHERE number = $1;

-- name: id_by_source
SELECT id FROM case_row WHERE source_system = $1 AND source_id = $2;

-- name: add_link
INSERT INTO case_link (case_id, kind, other_id) VALUES ($1, $2, $3) ON CONFLICT (case_id, kind, other_id) DO NOTHING;

-- name: links_to
SELECT case_id, kind FROM case_link WHERE other_id = $1 ORDER BY case_id LIMIT 200;

-- name: add_attachment
INSERT INTO case_attachment (id, case_id, digest, bytes, media_type, name_id, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: attachment
SELECT case_id, digest, bytes, media_type, name_id FROM case_attachment WHERE id = $1;

-- name: case_attachments
SELECT id, digest, bytes, media_type, name_id FROM case_attachment WHERE case_id = $1 ORDER BY id LIMIT 2000;

-- name: states_after
SELECT id, version, state FROM case_row WHERE id > $1 ORDER BY id LIMIT $2;

-- name: provisional
SELECT id FROM case_row WHERE is_open AND id > $1 AND state LIKE '%"provisional":true%' ORDER BY id LIMIT $2;

-- name: provisional_count
SELECT count(*) FROM case_row WHERE is_open AND state LIKE '%"provisional":true%';

-- name: open_by_unit_and_policy
SELECT unit_id, policy_id, count(*) FROM case_row WHERE is_open GROUP BY unit_id, policy_id ORDER BY unit_id, policy_id;

-- name: marked
SELECT case_id, seen FROM case_read WHERE user_id = $1 AND case_id = $2;

-- name: mark
INSERT INTO case_read (user_id, case_id, seen, at) VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id, case_id) DO UPDATE SET seen = excluded.seen, at = excluded.at;

-- name: keep_mark
UPDATE case_read SET seen = $4, at = $5 WHERE user_id = $1 AND case_id = $2 AND seen = $3;

-- name: of_customer
SELECT id FROM case_row WHERE customer_id = $1 ORDER BY received_at DESC LIMIT $2;

-- name: by_number_beginning @sqlite
SELECT id FROM case_row WHERE number >= $1 AND number < $2 AND $3 = $3 ORDER BY number DESC LIMIT 50
-- name: by_number_beginning @postgres
SELECT id FROM case_row WHERE number LIKE $3::text AND $1::text = $1::text AND $2::text = $2::text
ORDER BY number DESC LIMIT 50

-- name: count_all
SELECT count(*) FROM case_row;

-- name: any
SELECT 1 FROM case_row LIMIT 1;

-- name: all_columns
SELECT id, version, number, kind, channel, stage, status, severity, priority, category, unit_id, owner_id, handler_id,
    customer_id, received_at, touched_at, next_due_at, is_open, is_overdue, is_emergency, escalation_level,
    transfer_to_user, transfer_to_unit, queue_key, first_resolved_at, closed_at, closure_reason, reopen_count, satisfied,
    policy_id, policy_version, source_system, source_id, emotional_state, brand_risk, due_key, news, dispute,
    escalated_by, escalation, state
FROM case_row WHERE id = $1;
