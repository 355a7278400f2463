-- What people say about changes: about a place in one of the definitions, or the change as a whole. A
-- thread is a comment with its answers; it goes by the id of the first.
CREATE TABLE comment (
  id TEXT PRIMARY KEY,
  change_id TEXT NOT NULL,
  thread TEXT NOT NULL,
  kind TEXT,
  definition_id TEXT,
  anchor TEXT,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  text TEXT NOT NULL,
  mentions TEXT NOT NULL,
  resolved_at TEXT,
  resolved_by TEXT
) WITHOUT ROWID;
CREATE INDEX comment_change ON comment (change_id, id);
CREATE INDEX comment_thread ON comment (thread, id);

-- The change that a draft was proposed as last, or taken from; and so the changes before a change.
CREATE TABLE draft_of_change (
  draft_id TEXT PRIMARY KEY,
  change_id TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE earlier_change (
  change_id TEXT NOT NULL,
  earlier TEXT NOT NULL,
  PRIMARY KEY (change_id, earlier)
) WITHOUT ROWID;

-- A notice may be about a change instead of a case.
ALTER TABLE notice ADD COLUMN change_id TEXT;
