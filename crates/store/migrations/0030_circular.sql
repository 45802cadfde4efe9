-- Circulars in the order in which they were published.
CREATE INDEX penalty_published ON penalty (decided_at, id) WHERE state IN ('issued', 'reversed');
