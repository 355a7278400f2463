-- Closed periods of scorecards, and what corrects them: rows are added and decided on, never rewritten.
CREATE TABLE closing (
  id TEXT PRIMARY KEY,
  scorecard TEXT NOT NULL,
  period TEXT NOT NULL,
  content TEXT NOT NULL,
  hash TEXT NOT NULL,
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'closed', 'refused')),
  decided_by TEXT,
  decided_at TEXT,
  comment TEXT,
  signature TEXT
) WITHOUT ROWID;

CREATE INDEX closing_of ON closing (scorecard, period, id);

-- One at a time waits to be decided on.
CREATE UNIQUE INDEX closing_waiting ON closing (scorecard, period) WHERE state = 'proposed';
