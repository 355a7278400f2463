-- What people were told of cases: by an automatic step, by whoever urged a task or sent a copy of it.
CREATE TABLE notice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person TEXT NOT NULL,
  kind TEXT NOT NULL,
  unread INTEGER NOT NULL,
  at TEXT NOT NULL,
  case_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  step TEXT NOT NULL,
  by TEXT NOT NULL,
  words TEXT,
  note TEXT,
  absent TEXT
);
-- A person's notices, those not read before the others; how many there are is in `counter`.
CREATE INDEX notice_unread ON notice (person, unread, id);
CREATE INDEX notice_kind ON notice (person, kind, id);

-- Copies are notices; those that were sent before have been seen in their list.
INSERT INTO notice (person, kind, unread, at, case_id, seq, step, by, note)
SELECT person, 'copy', 0, at, case_id, seq, step, by, note FROM copied ORDER BY at, case_id, seq;
DROP TABLE copied;
