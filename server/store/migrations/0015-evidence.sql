-- Evidence that is being made: for a change that was just proposed, or anew for one that waits. `state`
-- is running, or failed, when a person has to try again; `bundle` is JSON, with the parts made so far.
CREATE TABLE evidence_job (
  change_id TEXT PRIMARY KEY,
  begun_at TEXT NOT NULL,
  by TEXT NOT NULL,
  state TEXT NOT NULL,
  bundle TEXT NOT NULL
);
