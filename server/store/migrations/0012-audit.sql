-- What entries of the audit log say since they say more, whom they concern, and signed checkpoints.
-- Entries from before have none of it: `version` tells how an entry is hashed.
ALTER TABLE audit_entry ADD COLUMN version INTEGER;
ALTER TABLE audit_entry ADD COLUMN unit TEXT;
ALTER TABLE audit_entry ADD COLUMN session TEXT;
ALTER TABLE audit_entry ADD COLUMN request TEXT;
ALTER TABLE audit_entry ADD COLUMN reason TEXT;
ALTER TABLE audit_entry ADD COLUMN "before" TEXT;
ALTER TABLE audit_entry ADD COLUMN "after" TEXT;
ALTER TABLE audit_entry ADD COLUMN policy TEXT;
ALTER TABLE audit_entry ADD COLUMN build TEXT;
-- Not hashed, as it follows from the rest: 1 where it is about running the product.
ALTER TABLE audit_entry ADD COLUMN operation INTEGER NOT NULL DEFAULT 0;

UPDATE audit_entry SET operation = 1
WHERE allowed = 0 OR action IN ('sign_in', 'sign_out') OR action LIKE 'records.%'
  OR action LIKE 'event.%' OR action LIKE 'incident.%';

-- Each is read from its newest on: the row number stands at the end of every index.
CREATE INDEX audit_entry_actor ON audit_entry (actor);
CREATE INDEX audit_entry_action ON audit_entry (action);
CREATE INDEX audit_entry_object ON audit_entry (object);
CREATE INDEX audit_entry_unit ON audit_entry (unit);
CREATE INDEX audit_entry_at ON audit_entry (at);
CREATE INDEX audit_entry_denied ON audit_entry (seq) WHERE allowed = 0;
CREATE INDEX audit_entry_operation ON audit_entry (seq) WHERE operation = 1;

-- What the log is up to a size, signed. `frontier`: JSON, roots of the full subtrees to go on from.
CREATE TABLE checkpoint (
  size INTEGER PRIMARY KEY,
  log TEXT NOT NULL,
  root TEXT NOT NULL,
  head TEXT NOT NULL,
  at TEXT NOT NULL,
  signature TEXT NOT NULL,
  frontier TEXT NOT NULL
);
