-- Definitions, cases, tasks, timers, accounts.

CREATE TABLE definition (
  hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  content TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE active (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  hash TEXT NOT NULL REFERENCES definition (hash),
  since TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- No index but the row number: appending touches the last page only. A case finds its rows by
-- walking `previous` from its last entry.
CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  previous INTEGER,
  case_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  command TEXT NOT NULL,
  events TEXT NOT NULL
);

CREATE TABLE live_case (
  id TEXT PRIMARY KEY,
  flow_id TEXT NOT NULL,
  flow_hash TEXT NOT NULL,
  unit TEXT NOT NULL,
  title TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  version INTEGER NOT NULL,
  last_entry INTEGER NOT NULL,
  findings INTEGER NOT NULL DEFAULT 0,
  at_steps TEXT NOT NULL,
  due_at TEXT
) WITHOUT ROWID;

CREATE TABLE ended_case (
  id TEXT PRIMARY KEY,
  flow_id TEXT NOT NULL,
  flow_hash TEXT NOT NULL,
  unit TEXT NOT NULL,
  title TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  version INTEGER NOT NULL,
  last_entry INTEGER NOT NULL,
  findings INTEGER NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  log TEXT,
  state TEXT NOT NULL
);

CREATE INDEX ended_case_flow ON ended_case (flow_id, id);

CREATE TABLE snapshot (
  case_id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  state TEXT NOT NULL
);

CREATE TABLE task (
  post TEXT NOT NULL,
  unit TEXT NOT NULL,
  holder TEXT NOT NULL,
  due TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  step TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  flow_hash TEXT NOT NULL,
  title TEXT NOT NULL,
  scope TEXT NOT NULL,
  status TEXT NOT NULL,
  arrived_at TEXT NOT NULL,
  warn_at TEXT,
  clock TEXT NOT NULL,
  PRIMARY KEY (post, unit, holder, due, id)
) WITHOUT ROWID;

CREATE INDEX task_held ON task (holder, due, id) WHERE holder <> '';

CREATE TABLE timer (
  at TEXT NOT NULL,
  case_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  limit_id TEXT NOT NULL,
  PRIMARY KEY (at, case_id, seq, kind, limit_id)
) WITHOUT ROWID;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  notices TEXT NOT NULL
);

CREATE TABLE idempotency (
  actor TEXT NOT NULL,
  key TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  answer TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (actor, key)
) WITHOUT ROWID;

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE finding (
  id TEXT PRIMARY KEY,
  rule TEXT NOT NULL,
  rule_hash TEXT NOT NULL,
  stage TEXT NOT NULL,
  severity TEXT NOT NULL,
  case_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  step TEXT,
  unit TEXT NOT NULL,
  handler TEXT,
  found_at TEXT NOT NULL,
  status TEXT NOT NULL,
  rectification_id TEXT,
  details TEXT NOT NULL
);

-- A rule finds one thing once.
CREATE UNIQUE INDEX finding_once ON finding (case_id, seq, rule);

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  password TEXT NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX session_account ON session (account);
