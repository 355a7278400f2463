-- Versions of definitions, drafts, changes, the audit log.

-- Every time a definition was put in force. `until` is null for the version in force.
CREATE TABLE version (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  hash TEXT NOT NULL REFERENCES definition (hash),
  since TEXT NOT NULL,
  until TEXT,
  change_id TEXT,
  layout_hash TEXT
);

CREATE INDEX version_of ON version (kind, id, seq);

INSERT INTO version (kind, id, hash, since) SELECT kind, id, hash, since FROM active;

-- A draft that was proposed rests, with `change_id` set, until the change is decided.
CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  kind TEXT NOT NULL,
  definition_id TEXT NOT NULL,
  base_hash TEXT,
  content TEXT NOT NULL,
  layout TEXT,
  revision INTEGER NOT NULL,
  contributors TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  change_id TEXT
);

CREATE INDEX draft_owner ON draft (owner, kind, definition_id);

-- What is proposed stays here: only what was approved becomes a row of `definition`.
CREATE TABLE change (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  definition_id TEXT NOT NULL,
  state TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  content TEXT NOT NULL,
  layout TEXT,
  base_layout TEXT,
  evidence TEXT NOT NULL
);

CREATE INDEX change_of ON change (kind, definition_id, state);

CREATE INDEX change_content ON change (content_hash);

CREATE TABLE change_event (
  change_id TEXT NOT NULL REFERENCES change (id),
  seq INTEGER NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (change_id, seq)
) WITHOUT ROWID;

CREATE TABLE audit_entry (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  allowed INTEGER NOT NULL,
  details TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
);
