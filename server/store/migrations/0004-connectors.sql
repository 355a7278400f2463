-- What a connector is to do for a case, while it waits to be done.
CREATE TABLE effect (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  connector TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  data TEXT NOT NULL,
  tries INTEGER NOT NULL,
  next_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX effect_due ON effect (connector, next_at);

-- Open visits that cannot go on by themselves, until a person settles them.
CREATE TABLE incident (
  case_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  unit TEXT NOT NULL,
  step TEXT NOT NULL,
  connector TEXT,
  at TEXT NOT NULL,
  code TEXT NOT NULL,
  words TEXT NOT NULL,
  tries INTEGER NOT NULL,
  PRIMARY KEY (case_id, seq)
) WITHOUT ROWID;

CREATE INDEX incident_time ON incident (at, case_id, seq);

-- Events of other systems that were taken, and that no case waited for.
CREATE TABLE dead_letter (
  id TEXT PRIMARY KEY,
  connector TEXT NOT NULL,
  source TEXT NOT NULL,
  event_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  unit TEXT NOT NULL,
  at TEXT NOT NULL,
  problem TEXT NOT NULL,
  event TEXT NOT NULL,
  tries INTEGER NOT NULL
) WITHOUT ROWID;
