-- Gateways: providers of text messages, and robots in groups of staff. `terms` is how one is asked, without secrets; the
-- secret lies in the clear, because it goes out with each message; it is never answered, and goes with the gateway.
CREATE TABLE gateway (
    id {{id}},
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    terms TEXT NOT NULL,
    secret TEXT NOT NULL,
    enabled BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    sent_at BIGINT,
    failed_at BIGINT,
    last_error TEXT
);

-- Of which notification somebody is told outside the console, and when that leaves; its effect waits in the outbox. What
-- leaves at one instant goes in one message.
CREATE TABLE notice (
    notification_id BIGINT NOT NULL REFERENCES notification (id) ON DELETE CASCADE,
    way TEXT NOT NULL,
    user_id BIGINT NOT NULL,
    leaves_at BIGINT NOT NULL,
    PRIMARY KEY (notification_id, way)
);
CREATE INDEX notice_leaves ON notice (user_id, way, leaves_at);
