-- Copies that people were sent of a case; they may read it afterwards.
CREATE TABLE copied (
  person TEXT NOT NULL,
  at TEXT NOT NULL,
  case_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  step TEXT NOT NULL,
  by TEXT NOT NULL,
  note TEXT,
  PRIMARY KEY (person, at, case_id, seq)
) WITHOUT ROWID;

-- The open tasks of a unit, for its supervisors.
CREATE INDEX task_unit ON task (unit, due, id);
