-- name: insert
INSERT INTO public_page (kind, version, effective_from, body, published_at, published_by, withdrawn_at)
VALUES ($1, $2, $3, $4, $5, $6, NULL);

-- name: withdraw
UPDATE public_page SET withdrawn_at = $3 WHERE kind = $1 AND version = $2;

-- name: versions
SELECT version, effective_from, body, published_at, published_by, withdrawn_at FROM public_page
WHERE kind = $1 ORDER BY version DESC LIMIT $2;

-- name: put_draft
INSERT INTO public_page_draft (kind, body, changed_at) VALUES ($1, $2, $3)
ON CONFLICT (kind) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at;

-- name: drop_draft
DELETE FROM public_page_draft WHERE kind = $1;

-- name: draft
SELECT body, changed_at FROM public_page_draft WHERE kind = $1;

-- name: helped
INSERT INTO faq_answer (entry, helped, not_helped) VALUES ($1, $2, $3)
ON CONFLICT (entry) DO UPDATE
SET helped = faq_answer.helped + excluded.helped, not_helped = faq_answer.not_helped + excluded.not_helped;

-- name: answers
SELECT entry, helped, not_helped FROM faq_answer ORDER BY entry LIMIT 2000;
