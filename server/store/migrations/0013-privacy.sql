-- What stands behind a commitment in the audit log. When the row goes, the commitment says nothing.
CREATE TABLE salt (
  commitment TEXT PRIMARY KEY,
  salt TEXT NOT NULL,
  value TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;

-- What must not be removed or erased, whatever its period.
CREATE TABLE hold (
  id TEXT PRIMARY KEY,
  scope TEXT NOT NULL,
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  until TEXT,
  ended_at TEXT,
  ended_by TEXT
) WITHOUT ROWID;

-- Requests to erase one person's data; cases and report are JSON.
CREATE TABLE erasure (
  id TEXT PRIMARY KEY,
  sort TEXT NOT NULL,
  person TEXT NOT NULL,
  cases TEXT NOT NULL,
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  comment TEXT,
  done_at TEXT,
  report TEXT
) WITHOUT ROWID;

CREATE INDEX erasure_state ON erasure (state, id);

-- What left the product as a file.
CREATE TABLE export (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  what TEXT NOT NULL,
  object TEXT NOT NULL,
  purpose TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX export_at ON export (at);

-- Nights on which what was past its period was removed; report is JSON.
CREATE TABLE retention_run (
  night TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  ended_at TEXT,
  report TEXT NOT NULL
) WITHOUT ROWID;
