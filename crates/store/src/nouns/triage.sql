-- name: add_model
INSERT INTO triage_model (subject, number, in_use, learned_at, newest_case, texts, quality, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: forget_bodies
UPDATE triage_model SET body = NULL WHERE subject = $1 AND number < $2 AND body IS NOT NULL;

-- name: models
SELECT subject, number, in_use, learned_at, newest_case, texts, quality FROM triage_model
WHERE subject = $1 ORDER BY number DESC LIMIT $2;

-- name: body
SELECT body FROM triage_model WHERE subject = $1 AND number = $2;

-- name: drop_proposals
DELETE FROM triage_proposal WHERE case_id = $1;

-- name: put_proposal
INSERT INTO triage_proposal (case_id, subject, label, share_permille, words, model_number, made_at)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: proposals
SELECT subject, label, share_permille, words, model_number, made_at FROM triage_proposal WHERE case_id = $1;

-- name: judged
SELECT id, state FROM case_row WHERE category IS NOT NULL AND id < $1 ORDER BY id DESC LIMIT $2;

-- name: judged_since
SELECT id FROM case_row WHERE category IS NOT NULL AND id > $1 ORDER BY id LIMIT $2;
