CREATE INDEX audit_entry_action ON audit_entry (action);

CREATE INDEX audit_entry_actor ON audit_entry (actor);

CREATE INDEX audit_entry_at ON audit_entry (at);

CREATE INDEX audit_entry_denied ON audit_entry (seq) WHERE allowed = 0;

CREATE INDEX audit_entry_object ON audit_entry (object);

CREATE INDEX audit_entry_operation ON audit_entry (seq) WHERE operation = 1;

CREATE INDEX audit_entry_unit ON audit_entry (unit);

CREATE INDEX change_due ON change (due_at) WHERE due_at IS NOT NULL;

CREATE INDEX change_item_content ON change_item (content_hash);

CREATE INDEX change_item_of ON change_item (kind, definition_id, change_id);

CREATE INDEX change_state ON change (state, id);

CREATE INDEX closing_of ON closing (scorecard, period, id);

CREATE INDEX comment_change ON comment (change_id, id);

CREATE INDEX comment_thread ON comment (thread, id);

CREATE INDEX draft_owner ON draft (owner, kind, definition_id);

CREATE INDEX effect_due ON effect (connector, next_at);

CREATE INDEX ended_case_flow ON ended_case (flow_id, id);

CREATE INDEX ended_case_log ON ended_case (log, id) WHERE log IS NOT NULL;

CREATE INDEX ended_case_time ON ended_case (ended_at);

CREATE INDEX erasure_state ON erasure (state, id);

CREATE INDEX exemption_until ON exemption (until, rule);

CREATE INDEX export_at ON export (at);

CREATE INDEX finding_rule ON finding (rule, id);

CREATE INDEX finding_status ON finding (status, id);

CREATE INDEX finding_subject ON finding (subject, id);

CREATE INDEX incident_time ON incident (at, case_id, seq);

CREATE INDEX notice_kind ON notice (person, kind, id);

CREATE INDEX notice_unread ON notice (person, unread, id);

CREATE INDEX session_account ON session (account);

CREATE INDEX setup_link_account ON setup_link (account);

CREATE INDEX task_held ON task (holder, due, id) WHERE holder <> '';

CREATE INDEX task_unit ON task (unit, due, id);

CREATE INDEX version_hash ON version (hash);

CREATE INDEX version_of ON version (kind, id, seq);

CREATE TABLE "finding" (
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

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  password TEXT NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER NOT NULL DEFAULT 0
, closed_at INTEGER, factor TEXT, factor_step INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;

CREATE TABLE active (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  hash TEXT NOT NULL REFERENCES definition (hash),
  since TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;

CREATE TABLE audit_entry (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  allowed INTEGER NOT NULL,
  details TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
, version INTEGER, unit TEXT, session TEXT, request TEXT, reason TEXT, "before" TEXT, "after" TEXT, policy TEXT, build TEXT, operation INTEGER NOT NULL DEFAULT 0);

CREATE TABLE audit_run (
  id TEXT PRIMARY KEY,
  night TEXT,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  status TEXT NOT NULL,
  ended_at TEXT,
  report TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE change (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL, head TEXT, due_at TEXT);

CREATE TABLE change_event (
  change_id TEXT NOT NULL REFERENCES change (id),
  seq INTEGER NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (change_id, seq)
) WITHOUT ROWID;

CREATE TABLE change_evidence (
  change_id TEXT PRIMARY KEY REFERENCES change (id),
  evidence TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE change_item (
  change_id TEXT NOT NULL REFERENCES change (id),
  place INTEGER NOT NULL,
  kind TEXT NOT NULL,
  definition_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  content TEXT NOT NULL,
  layout TEXT,
  base_layout TEXT,
  PRIMARY KEY (change_id, place)
) WITHOUT ROWID;

CREATE TABLE change_person (
  person TEXT NOT NULL,
  change_id TEXT NOT NULL REFERENCES change (id),
  part TEXT NOT NULL,
  PRIMARY KEY (person, change_id, part)
) WITHOUT ROWID;

CREATE TABLE checkpoint (
  size INTEGER PRIMARY KEY,
  log TEXT NOT NULL,
  root TEXT NOT NULL,
  head TEXT NOT NULL,
  at TEXT NOT NULL,
  signature TEXT NOT NULL,
  frontier TEXT NOT NULL
);

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

CREATE TABLE comment (
  id TEXT PRIMARY KEY,
  change_id TEXT NOT NULL,
  thread TEXT NOT NULL,
  kind TEXT,
  definition_id TEXT,
  anchor TEXT,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  text TEXT NOT NULL,
  mentions TEXT NOT NULL,
  resolved_at TEXT,
  resolved_by TEXT
) WITHOUT ROWID;

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

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

CREATE TABLE definition (
  hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  content TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  kind TEXT NOT NULL,
  definition_id TEXT NOT NULL,
  base_hash TEXT,
  content TEXT NOT NULL,
  layout TEXT,
  revision INTEGER NOT NULL,
  contributors TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  change_id TEXT
);

CREATE TABLE draft_of_change (
  draft_id TEXT PRIMARY KEY,
  change_id TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE earlier_change (
  change_id TEXT NOT NULL,
  earlier TEXT NOT NULL,
  PRIMARY KEY (change_id, earlier)
) WITHOUT ROWID;

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

CREATE TABLE evidence_job (
  change_id TEXT PRIMARY KEY,
  begun_at TEXT NOT NULL,
  by TEXT NOT NULL,
  state TEXT NOT NULL,
  bundle TEXT NOT NULL
);

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
, held INTEGER, held_run TEXT) WITHOUT ROWID;

CREATE TABLE export (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  what TEXT NOT NULL,
  object TEXT NOT NULL,
  purpose TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE factor_reset (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  asked_by TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT
) WITHOUT ROWID;

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

CREATE TABLE idempotency (
  actor TEXT NOT NULL,
  key TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  answer TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (actor, key)
) WITHOUT ROWID;

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

CREATE TABLE log (
  id TEXT PRIMARY KEY,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  cases INTEGER NOT NULL,
  events INTEGER NOT NULL,
  summary TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE migration (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID;

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
, change_id TEXT);

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  notices TEXT NOT NULL
);

CREATE TABLE password_reset (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  asked_by TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  state TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT
) WITHOUT ROWID;

CREATE TABLE recovery_code (
  account TEXT NOT NULL REFERENCES account (id),
  hash TEXT NOT NULL,
  PRIMARY KEY (account, hash)
) WITHOUT ROWID;

CREATE TABLE release (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  change_id TEXT,
  payload TEXT NOT NULL,
  signature TEXT NOT NULL
);

CREATE TABLE retention_run (
  night TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  ended_at TEXT,
  report TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE salt (
  commitment TEXT PRIMARY KEY,
  salt TEXT NOT NULL,
  value TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
, id TEXT NOT NULL DEFAULT '', confirmed_at INTEGER NOT NULL DEFAULT 0, way TEXT NOT NULL DEFAULT 'password', address TEXT NOT NULL DEFAULT '', agent TEXT NOT NULL DEFAULT '') WITHOUT ROWID;

CREATE TABLE setup_link (
  token_hash TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
, code_hash TEXT) WITHOUT ROWID;

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
  clock TEXT NOT NULL, escalated TEXT,
  PRIMARY KEY (post, unit, holder, due, id)
) WITHOUT ROWID;

CREATE TABLE timer (
  at TEXT NOT NULL,
  case_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  limit_id TEXT NOT NULL,
  PRIMARY KEY (at, case_id, seq, kind, limit_id)
) WITHOUT ROWID;

CREATE TABLE version (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  hash TEXT NOT NULL REFERENCES definition (hash),
  since TEXT NOT NULL,
  until TEXT,
  change_id TEXT,
  layout_hash TEXT
, release_seq INTEGER);

CREATE TABLE waiting (
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  case_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (name, key, case_id, seq)
) WITHOUT ROWID;

CREATE UNIQUE INDEX audit_run_night ON audit_run (night) WHERE night IS NOT NULL;

CREATE UNIQUE INDEX closing_waiting ON closing (scorecard, period) WHERE state = 'proposed';

CREATE UNIQUE INDEX finding_handled ON finding (rectification_id) WHERE rectification_id IS NOT NULL;

CREATE UNIQUE INDEX finding_of_object ON finding (object, period, rule, subject)
  WHERE subject <> 'case' AND cleared_at IS NULL;

CREATE UNIQUE INDEX finding_once ON finding (case_id, seq, rule) WHERE subject = 'case';
