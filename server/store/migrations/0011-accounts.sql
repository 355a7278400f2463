-- Second factors, one-time links, accounts that are closed, and what is known about each session.

ALTER TABLE account ADD COLUMN closed_at INTEGER;
-- Sealed by a key that is not in this file; null where there is none.
ALTER TABLE account ADD COLUMN factor TEXT;
-- The newest time step whose code was taken: a code counts once.
ALTER TABLE account ADD COLUMN factor_step INTEGER NOT NULL DEFAULT 0;

CREATE TABLE recovery_code (
  account TEXT NOT NULL REFERENCES account (id),
  hash TEXT NOT NULL,
  PRIMARY KEY (account, hash)
) WITHOUT ROWID;

-- A link by which somebody sets the first password of an account, once.
CREATE TABLE setup_link (
  token_hash TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX setup_link_account ON setup_link (account);

-- Two people take a second factor away: one asks, another one agrees.
CREATE TABLE factor_reset (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  asked_by TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT
) WITHOUT ROWID;

-- How a session is called where it is shown; its token is known to its browser alone.
ALTER TABLE session ADD COLUMN id TEXT NOT NULL DEFAULT '';
UPDATE session SET id = lower(hex(randomblob(12)));
-- When the person last proved who they are.
ALTER TABLE session ADD COLUMN confirmed_at INTEGER NOT NULL DEFAULT 0;
-- `password`, `factor` (password and second factor) or `single_sign_on`.
ALTER TABLE session ADD COLUMN way TEXT NOT NULL DEFAULT 'password';
ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN agent TEXT NOT NULL DEFAULT '';
