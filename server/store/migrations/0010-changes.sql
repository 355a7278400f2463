-- Changes of several definitions, with dates and reviews; releases that are signed.

-- What is proposed, definition by definition.
CREATE TABLE change_item (
  change_id TEXT NOT NULL REFERENCES change (id),
  place INTEGER NOT NULL,
  kind TEXT NOT NULL,
  definition_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  content TEXT NOT NULL,
  layout TEXT,
  base_layout TEXT,
  PRIMARY KEY (change_id, place)
) WITHOUT ROWID;

INSERT INTO change_item (change_id, place, kind, definition_id, content_hash, content, layout, base_layout)
SELECT id, 0, kind, definition_id, content_hash, content, layout, base_layout FROM change;

CREATE INDEX change_item_of ON change_item (kind, definition_id, change_id);
CREATE INDEX change_item_content ON change_item (content_hash);

CREATE TABLE change_evidence (
  change_id TEXT PRIMARY KEY REFERENCES change (id),
  evidence TEXT NOT NULL
) WITHOUT ROWID;

INSERT INTO change_evidence (change_id, evidence) SELECT id, evidence FROM change;

-- Who took part in a change: `contributor` or `approver`.
CREATE TABLE change_person (
  person TEXT NOT NULL,
  change_id TEXT NOT NULL REFERENCES change (id),
  part TEXT NOT NULL,
  PRIMARY KEY (person, change_id, part)
) WITHOUT ROWID;

INSERT INTO change_person (person, change_id, part)
SELECT DISTINCT one.value, change_event.change_id, 'contributor'
FROM change_event, json_each(change_event.event, '$.proposal.contributors') AS one
WHERE change_event.seq = 1;

-- What remains is what lists show: a row is small.
DROP INDEX change_of;
DROP INDEX change_content;
ALTER TABLE change DROP COLUMN kind;
ALTER TABLE change DROP COLUMN definition_id;
ALTER TABLE change DROP COLUMN content_hash;
ALTER TABLE change DROP COLUMN content;
ALTER TABLE change DROP COLUMN layout;
ALTER TABLE change DROP COLUMN base_layout;
ALTER TABLE change DROP COLUMN evidence;
-- JSON of what a list shows; null until the next event of a change from before.
ALTER TABLE change ADD COLUMN head TEXT;
-- When something has to be done about it if nobody does anything.
ALTER TABLE change ADD COLUMN due_at TEXT;

CREATE INDEX change_state ON change (state, id);
CREATE INDEX change_due ON change (due_at) WHERE due_at IS NOT NULL;

-- What is in force from a moment on: a manifest of hashes, signed.
CREATE TABLE release (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  change_id TEXT,
  payload TEXT NOT NULL,
  signature TEXT NOT NULL
);

-- The release that put a version in force.
ALTER TABLE version ADD COLUMN release_seq INTEGER;
CREATE INDEX version_hash ON version (hash);
