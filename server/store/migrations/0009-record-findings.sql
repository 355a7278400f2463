-- Findings about imported records and about findings, besides those about cases; who is left alone and
-- until when; runs of audits. A table cannot lose a NOT NULL: it is made anew.
CREATE TABLE finding_of (
  id TEXT PRIMARY KEY,
  rule TEXT NOT NULL,
  rule_hash TEXT NOT NULL,
  stage TEXT NOT NULL,
  severity TEXT NOT NULL,
  subject TEXT NOT NULL,
  case_id TEXT,
  seq INTEGER NOT NULL,
  step TEXT,
  object TEXT,
  period TEXT,
  record_key TEXT,
  record_hash TEXT,
  batch INTEGER,
  unit TEXT NOT NULL,
  handler TEXT,
  money REAL,
  found_at TEXT NOT NULL,
  status TEXT NOT NULL,
  cause TEXT,
  rectification_id TEXT,
  details TEXT NOT NULL,
  verified_at TEXT,
  rectified_at TEXT,
  closed_at TEXT,
  recheck TEXT,
  cleared_at TEXT
);

INSERT INTO finding_of (id, rule, rule_hash, stage, severity, subject, case_id, seq, step, unit, handler,
  found_at, status, rectification_id, details, verified_at, rectified_at, closed_at)
SELECT id, rule, rule_hash, stage, severity, 'case', case_id, seq, step, unit, handler,
  found_at, status, rectification_id, details, verified_at, rectified_at, closed_at FROM finding;

DROP TABLE finding;
ALTER TABLE finding_of RENAME TO finding;

-- A rule finds one thing about a case once.
CREATE UNIQUE INDEX finding_once ON finding (case_id, seq, rule) WHERE subject = 'case';
-- And one thing about an object in a period once, until its recheck found it gone.
CREATE UNIQUE INDEX finding_of_object ON finding (object, period, rule, subject)
  WHERE subject <> 'case' AND cleared_at IS NULL;
-- A finding starts at most one case; that case finds it by this.
CREATE UNIQUE INDEX finding_handled ON finding (rectification_id) WHERE rectification_id IS NOT NULL;
CREATE INDEX finding_rule ON finding (rule, id);
CREATE INDEX finding_status ON finding (status, id);
CREATE INDEX finding_subject ON finding (subject, id);

-- An object that a rule leaves alone until a day, who said so, and why.
CREATE TABLE exemption (
  id TEXT PRIMARY KEY,
  rule TEXT NOT NULL,
  subject TEXT NOT NULL,
  object TEXT NOT NULL,
  unit TEXT NOT NULL,
  until TEXT NOT NULL,
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  finding TEXT,
  ended_at TEXT,
  ended_by TEXT
) WITHOUT ROWID;
CREATE INDEX exemption_until ON exemption (until, rule);

-- A run of the rules over records and findings; of each night there is one.
CREATE TABLE audit_run (
  id TEXT PRIMARY KEY,
  night TEXT,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  status TEXT NOT NULL,
  ended_at TEXT,
  report TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX audit_run_night ON audit_run (night) WHERE night IS NOT NULL;
