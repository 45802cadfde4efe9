-- What agents write: drafts, messages held back for a moment, who looks at a case, canned texts, notifications,
-- preferences. Only canned texts are business facts with a journal; the rest is one person's working state.

-- Rich words beside their plain projection; covered by the same digest, erased with it.
ALTER TABLE case_text ADD COLUMN html TEXT;

CREATE TABLE case_draft (
    user_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    sort TEXT NOT NULL,
    content TEXT NOT NULL,
    counter BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, case_id, sort)
);
CREATE INDEX case_draft_updated ON case_draft (updated_at);
CREATE INDEX case_draft_case ON case_draft (case_id);

-- The last counter of a draft that is gone, so that a save that arrives late does not bring it back.
CREATE TABLE case_draft_gone (
    user_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    sort TEXT NOT NULL,
    counter BIGINT NOT NULL,
    gone_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, case_id, sort)
);
CREATE INDEX case_draft_gone_at ON case_draft_gone (gone_at);

CREATE TABLE case_sending (
    id {{id}},
    user_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    sort TEXT NOT NULL,
    content TEXT NOT NULL,
    seen BIGINT,
    held_at BIGINT NOT NULL,
    leaves_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX case_sending_leaves ON case_sending (leaves_at, id);
CREATE INDEX case_sending_user ON case_sending (user_id, case_id, id);

CREATE TABLE case_presence (
    case_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (case_id, user_id)
);
CREATE INDEX case_presence_changed ON case_presence (changed_at);
CREATE INDEX case_presence_until ON case_presence (until);

CREATE TABLE canned_text (
    id {{id}},
    version BIGINT NOT NULL,
    scope TEXT NOT NULL,
    user_id BIGINT,
    unit_id BIGINT,
    name TEXT NOT NULL,
    shortcut TEXT,
    language TEXT NOT NULL,
    channel TEXT,
    category TEXT,
    format TEXT NOT NULL,
    body TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    CONSTRAINT canned_text_scope CHECK ((scope = 'own') = (user_id IS NOT NULL) AND (scope = 'unit') = (unit_id IS NOT NULL))
);
CREATE INDEX canned_text_user ON canned_text (user_id, id) WHERE user_id IS NOT NULL;
CREATE INDEX canned_text_unit ON canned_text (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX canned_text_everybody ON canned_text (scope, id) WHERE user_id IS NULL AND unit_id IS NULL;

CREATE TABLE notification (
    id {{id}},
    user_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    case_id BIGINT,
    by_id BIGINT,
    data TEXT NOT NULL,
    key TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    CONSTRAINT notification_user_key UNIQUE (user_id, key)
);
CREATE INDEX notification_user ON notification (user_id, id);
CREATE INDEX notification_unread ON notification (user_id, id) WHERE read_at IS NULL;
CREATE INDEX notification_created ON notification (created_at);

CREATE TABLE user_preference (
    user_id BIGINT PRIMARY KEY,
    body TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);
