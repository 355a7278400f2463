-- How findings were followed up, and imported logs.

ALTER TABLE finding ADD COLUMN verified_at TEXT;
ALTER TABLE finding ADD COLUMN rectified_at TEXT;
ALTER TABLE finding ADD COLUMN closed_at TEXT;

-- A finding starts at most one case; that case finds it by this.
CREATE UNIQUE INDEX finding_handled ON finding (rectification_id) WHERE rectification_id IS NOT NULL;

CREATE INDEX finding_rule ON finding (rule, id);

CREATE INDEX finding_status ON finding (status, id);

CREATE TABLE log (
  id TEXT PRIMARY KEY,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  cases INTEGER NOT NULL,
  events INTEGER NOT NULL,
  summary TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX ended_case_log ON ended_case (log, id) WHERE log IS NOT NULL;

CREATE INDEX ended_case_time ON ended_case (ended_at);
