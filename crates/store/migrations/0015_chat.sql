-- Live chat. A visit's words are its case's messages; here stands who waits, who serves, who is there. `chat` is a cache of
-- the journal like every noun; the two others are working state that nobody asks for tomorrow.
CREATE TABLE chat (
    id {{id}},
    version BIGINT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES case_row (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    customer_id BIGINT NOT NULL,
    -- waiting, served, ended
    state TEXT NOT NULL,
    agent_id BIGINT REFERENCES users (id),
    offered_to BIGINT REFERENCES users (id),
    offered_until BIGINT,
    handed_off BOOLEAN NOT NULL,
    -- skills wished for, and ids of agents who let it pass; both with blanks between
    wanted TEXT NOT NULL,
    lapsed TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    served_at BIGINT,
    asked_why TEXT,
    asked_at BIGINT,
    ended_at BIGINT,
    ended_how TEXT,
    stars BIGINT
);
CREATE INDEX chat_case ON chat (case_id, id);
CREATE INDEX chat_state ON chat (state, unit_id, began_at);
CREATE INDEX chat_agent_state ON chat (agent_id, state);
CREATE INDEX chat_customer ON chat (customer_id, began_at);
CREATE INDEX chat_served ON chat (unit_id, ended_at);

CREATE TABLE chat_live (
    chat_id BIGINT PRIMARY KEY REFERENCES chat (id),
    case_id BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    typing_until BIGINT NOT NULL,
    visitor_read BIGINT NOT NULL,
    agent_read BIGINT NOT NULL,
    away_since BIGINT
);
CREATE INDEX chat_live_changed ON chat_live (changed_at);

CREATE TABLE chat_agent (
    user_id BIGINT PRIMARY KEY REFERENCES users (id),
    unit_id BIGINT NOT NULL,
    available BOOLEAN NOT NULL,
    capacity BIGINT NOT NULL,
    skills TEXT NOT NULL,
    until BIGINT NOT NULL,
    last_taken_at BIGINT NOT NULL
);
