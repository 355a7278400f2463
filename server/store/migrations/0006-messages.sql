-- Open visits that wait for a message of another system.
CREATE TABLE waiting (
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  case_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (name, key, case_id, seq)
) WITHOUT ROWID;
