-- name: insert
INSERT INTO chat (id, version, case_id, unit_id, customer_id, state, agent_id, offered_to, offered_until, handed_off, wanted,
    lapsed, began_at, served_at, asked_why, asked_at, ended_at, ended_how, stars)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19);

-- name: save
UPDATE chat SET version = $2, state = $3, agent_id = $4, offered_to = $5, offered_until = $6, handed_off = $7, lapsed = $8,
    served_at = $9, asked_why = $10, asked_at = $11, ended_at = $12, ended_how = $13, stars = $14, lapsed_at = $15
WHERE id = $1;

-- name: load
SELECT id, version, case_id, unit_id, customer_id, state, agent_id, offered_to, offered_until, handed_off, wanted, lapsed,
    began_at, served_at, asked_why, asked_at, ended_at, ended_how, stars, lapsed_at
FROM chat WHERE id = $1;

-- name: of_case
SELECT id, version, case_id, unit_id, customer_id, state, agent_id, offered_to, offered_until, handed_off, wanted, lapsed,
    began_at, served_at, asked_why, asked_at, ended_at, ended_how, stars, lapsed_at
FROM chat WHERE case_id = $1 ORDER BY id DESC LIMIT 1;

-- name: waiting
SELECT id, version, case_id, unit_id, customer_id, state, agent_id, offered_to, offered_until, handed_off, wanted, lapsed,
    began_at, served_at, asked_why, asked_at, ended_at, ended_how, stars, lapsed_at
FROM chat WHERE state = 'waiting' ORDER BY handed_off DESC, began_at, id LIMIT $1;

-- name: serving
SELECT id, version, case_id, unit_id, customer_id, state, agent_id, offered_to, offered_until, handed_off, wanted, lapsed,
    began_at, served_at, asked_why, asked_at, ended_at, ended_how, stars, lapsed_at
FROM chat WHERE state = 'served' AND agent_id = $1 ORDER BY served_at, id LIMIT $2;

-- name: waiting_places
SELECT id, unit_id, began_at, handed_off FROM chat WHERE state = 'waiting' ORDER BY began_at, id LIMIT $1;

-- name: latest_times
SELECT ended_at - served_at FROM chat
WHERE unit_id = $1 AND ended_at > $2 AND served_at IS NOT NULL ORDER BY ended_at DESC LIMIT 50;

-- name: visits
SELECT count(*) FROM chat WHERE customer_id = $1 AND began_at > $2;

-- name: alike
SELECT count(*) FROM (SELECT id FROM case_row WHERE category = $1 AND received_at > $2 AND id <> $3 LIMIT $4) AS found;

-- name: first_case
SELECT received_at FROM case_row ORDER BY received_at, id LIMIT 1;

-- name: begin_live
INSERT INTO chat_live (chat_id, case_id, changed_at, typing_until, visitor_read, agent_read, away_since)
VALUES ($1, $2, $3, 0, 0, 0, NULL);

-- name: live
SELECT chat_id, case_id, changed_at, typing_until, visitor_read, agent_read, away_since FROM chat_live WHERE chat_id = $1;

-- name: live_since
SELECT chat_id, case_id, changed_at, typing_until, visitor_read, agent_read, away_since FROM chat_live
WHERE changed_at > $1 ORDER BY changed_at LIMIT 2000;

-- name: visitor_typing
UPDATE chat_live SET changed_at = $2, typing_until = $3 WHERE chat_id = $1;

-- name: visitor_read
UPDATE chat_live SET changed_at = $2, visitor_read = $3 WHERE chat_id = $1 AND visitor_read < $3;

-- name: agent_read
UPDATE chat_live SET changed_at = $2, agent_read = $3 WHERE chat_id = $1 AND agent_read < $3;

-- name: away
UPDATE chat_live SET changed_at = $2, away_since = $2, typing_until = 0 WHERE chat_id = $1 AND away_since IS NULL;

-- name: back
UPDATE chat_live SET changed_at = $2, away_since = NULL WHERE chat_id = $1 AND away_since IS NOT NULL;

-- name: agent
SELECT user_id, unit_id, available, capacity, skills, until, last_taken_at FROM chat_agent WHERE user_id = $1;

-- name: put_agent
INSERT INTO chat_agent (user_id, unit_id, available, capacity, skills, until, last_taken_at) VALUES ($1, $2, $3, $4, $5, $6, 0)
ON CONFLICT (user_id) DO UPDATE
SET unit_id = excluded.unit_id, available = excluded.available, capacity = excluded.capacity, skills = excluded.skills,
    until = excluded.until;

-- name: took
UPDATE chat_agent SET last_taken_at = $2 WHERE user_id = $1;

-- name: present
SELECT a.user_id, a.unit_id, a.available, a.capacity, a.skills, a.until, a.last_taken_at,
    (SELECT count(*) FROM chat c WHERE c.state = 'served' AND c.agent_id = a.user_id)
    + (SELECT count(*) FROM chat c WHERE c.state = 'waiting' AND c.offered_to = a.user_id)
FROM chat_agent a WHERE a.available AND a.until > $1 ORDER BY a.user_id LIMIT 1000;
