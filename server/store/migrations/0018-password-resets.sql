-- Another password for somebody who lost theirs, by two people: one has a code, the other a link.
CREATE TABLE password_reset (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  asked_by TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  state TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT
) WITHOUT ROWID;

ALTER TABLE setup_link ADD COLUMN code_hash TEXT;
