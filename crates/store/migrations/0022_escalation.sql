-- Who first wanted a case to go up, for the split of the escalation rate (C.7), and whether somebody must still take it up.
ALTER TABLE case_row ADD COLUMN escalated_by TEXT;
ALTER TABLE case_row ADD COLUMN escalation TEXT;
CREATE INDEX case_row_escalation ON case_row (queue_key, id) WHERE is_open AND escalation IS NOT NULL;
