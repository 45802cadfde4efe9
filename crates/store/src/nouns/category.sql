-- name: insert
INSERT INTO category (code, version, own, zh_hans, zh_hant, en, hidden, place, severity, unit_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: save
INSERT INTO category (code, version, own, zh_hans, zh_hant, en, hidden, place, severity, unit_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (code) DO UPDATE SET version = EXCLUDED.version, zh_hans = EXCLUDED.zh_hans, zh_hant = EXCLUDED.zh_hant,
    en = EXCLUDED.en, hidden = EXCLUDED.hidden, place = EXCLUDED.place, severity = EXCLUDED.severity,
    unit_id = EXCLUDED.unit_id;

-- name: all
SELECT code, version, own, zh_hans, zh_hant, en, hidden, place, severity, unit_id FROM category ORDER BY code LIMIT 20000;
