-- Pictures of mail, access that is renewed, and the second factor's secret under the key.

-- How many pictures a message names that lie elsewhere. Nothing fetches them until somebody asks: `pictures_standing` is
-- empty until then, afterwards `waiting`, `shown` or `failed`; who asked stands beside it.
ALTER TABLE mail_in ADD COLUMN pictures BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mail_in ADD COLUMN pictures_standing TEXT;
ALTER TABLE mail_in ADD COLUMN pictures_by BIGINT;
ALTER TABLE mail_in ADD COLUMN pictures_at BIGINT;
CREATE INDEX mail_in_digest ON mail_in (digest) WHERE digest IS NOT NULL;

-- What renews an access token (client secret, refresh token) and the token itself, as sealed JSON; until when it is good.
ALTER TABLE mailbox ADD COLUMN renewal TEXT NOT NULL DEFAULT '';
ALTER TABLE mailbox ADD COLUMN access_until BIGINT;

-- The shared secret, sealed; `secret` is empty then. One from before is sealed at the next start.
ALTER TABLE second_factor ADD COLUMN sealed TEXT NOT NULL DEFAULT '';
