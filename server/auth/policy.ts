/**
 * Who may call which route: the one table, readable by an auditor. A route without a row does not
 * start. What depends on the object (its unit, its post, who took part in it) is checked by the use
 * case; this is the outer door.
 */
import type { Role } from '@flowmeter/engine/definition/organisation.ts';

/**
 * `public`: without signing in. `signed_in`: everyone with an account. `signed`: no person, but a source
 * of events by its signature. Otherwise any of the roles.
 */
export type Who = 'public' | 'signed_in' | 'signed' | readonly Role[];

const readers = ['owner', 'auditor', 'supervisor', 'admin'] as const;
const commenters = ['owner', 'auditor', 'supervisor'] as const;
const keepers = ['admin', 'auditor'] as const;
const settlers = ['owner', 'supervisor'] as const;

export const policy = {
  // The process and its documentation
  health_live: 'public',
  health_ready: 'public',
  openapi: 'public',
  docs: 'public',
  // Accounts
  sign_in: 'public',
  session: 'signed_in',
  sign_out: 'signed_in',
  confirm_session: 'signed_in',
  sign_in_ways: 'public',
  leave_for_single_sign_on: 'public',
  back_from_single_sign_on: 'public',
  look_at_link: 'public',
  use_link: 'public',
  // One's own account
  change_password: 'signed_in',
  list_sessions: 'signed_in',
  end_session: 'signed_in',
  end_sessions: 'signed_in',
  begin_factor: 'signed_in',
  enrol_factor: 'signed_in',
  remove_factor: 'signed_in',
  renew_recovery_codes: 'signed_in',
  // Other people's accounts: nobody decides about a second factor alone
  list_accounts: ['admin', 'auditor'],
  invite: ['admin'],
  close_account: ['admin'],
  open_account: ['admin'],
  end_sessions_of: ['admin'],
  ask_factor_reset: ['admin'],
  decide_factor_reset: ['admin', 'auditor'],
  // A lost password: an administrator proposes, who may approve grants agrees
  ask_password_reset: ['admin'],
  decide_password_reset: ['auditor'],
  // Who may do what is a change of the organisation: an auditor approves it
  list_grants: ['admin', 'auditor'],
  propose_grants: ['admin'],
  // The organisation and its words
  organisation: 'signed_in',
  facts: 'signed_in',
  // Definitions in force and before
  list_definitions: 'signed_in',
  definition: 'signed_in',
  definition_versions: 'signed_in',
  version: 'signed_in',
  list_rules: 'signed_in',
  // Drafts and changes
  create_draft: ['owner'],
  list_drafts: ['owner'],
  draft: ['owner'],
  save_draft: ['owner'],
  rebase_draft: ['owner'],
  delete_draft: ['owner'],
  check_draft: ['owner'],
  propose_draft: ['owner'],
  list_changes: readers,
  change: readers,
  change_evidence: readers,
  renew_evidence: ['owner', 'auditor'],
  list_schedule: readers,
  propose_change: ['owner'],
  approve_change: ['auditor'],
  reject_change: ['auditor'],
  review_change: ['auditor'],
  return_change: ['auditor'],
  withdraw_change: ['owner', 'admin'],
  propose_rollback: ['owner'],
  // What is said about changes, before a decision and after
  list_comments: readers,
  add_comment: commenters,
  answer_comment: commenters,
  resolve_comment: commenters,
  reopen_comment: commenters,
  // Decision tables in other tools' files; an import begins drafts
  read_tables: ['owner'],
  import_tables: ['owner'],
  export_table: 'signed_in',
  // Cases tried out; nothing is stored
  simulate: ['owner', 'auditor'],
  // Past cases of the own unit and below, in a version that is tried out
  retrace_case: ['owner', 'auditor'],
  measure_limits: ['owner', 'auditor'],
  limit_cases: ['owner', 'auditor'],
  // Moving running cases to the version in force: an auditor has approved that version
  plan_migration: ['owner'],
  check_migration: ['owner'],
  try_migration: ['owner'],
  run_migration: ['owner'],
  // Backtests: of a draft for its owner alone; what they found within the own unit and below
  run_backtest: ['owner', 'auditor'],
  list_backtests: ['owner', 'auditor'],
  backtest: ['owner', 'auditor'],
  backtest_flips: ['owner', 'auditor'],
  // The audit log
  // Everybody what they did; supervisors their units; administrators operations; auditors everything
  audit_log: 'signed_in',
  audit_entry: 'signed_in',
  verify_audit_log: ['auditor', 'admin'],
  list_checkpoints: ['auditor', 'admin'],
  checkpoint: ['auditor', 'admin'],
  signing_keys: ['auditor', 'admin'],
  rotate_signing_key: ['admin'],
  // It holds what all others may see only in part
  audit_bundle: ['auditor'],
  // Cases: own unit and below; opening one needs a post of its start step
  openable: 'signed_in',
  open_case: 'signed_in',
  list_cases: 'signed_in',
  case: 'signed_in',
  case_entries: 'signed_in',
  unmask_case: 'signed_in',
  // Supervisors of the unit, the flow's owner post and posts that the flow names
  cancel_case: 'signed_in',
  // Tasks: holders of the task's post who serve the case's unit
  // or have been given a part of it; supervisors of the unit
  list_tasks: ['clerk', 'supervisor'],
  task: ['clerk', 'supervisor'],
  task_people: ['clerk', 'supervisor'],
  claim_task: ['clerk'],
  release_task: ['clerk'],
  complete_task: ['clerk'],
  pause_task: ['clerk'],
  resume_task: ['clerk'],
  withdraw_task: ['clerk'],
  transfer_task: ['clerk'],
  delegate_task: ['clerk'],
  hand_back_task: ['clerk'],
  add_signer_task: ['clerk'],
  copy_task: ['clerk'],
  sign_task: ['clerk'],
  reassign_task: ['supervisor'],
  // Whoever sees the case
  urge_task: 'signed_in',
  list_copies: 'signed_in',
  // Their own notices
  list_notices: 'signed_in',
  unread_notices: 'signed_in',
  read_notices: 'signed_in',
  // Findings: own unit and below
  list_findings: 'signed_in',
  finding: 'signed_in',
  typical_problems: 'signed_in',
  run_audit: ['auditor'],
  list_audits: readers,
  audit: readers,
  // The white list, own unit and below
  list_exemptions: readers,
  exempt_finding: ['auditor'],
  end_exemption: ['auditor'],
  // Figures: clerks see those of their own unit
  list_scorecards: 'signed_in',
  scorecard: 'signed_in',
  list_closings: 'signed_in',
  propose_closing: settlers,
  decide_closing: ['auditor'],
  list_indicators: 'signed_in',
  indicator_records: 'signed_in',
  // Figures of a draft, as far as its owner sees their records
  preview_figures: ['owner'],
  preview_records: ['owner'],
  // Other systems: their events; what went wrong with them, in the own unit and below
  receive_event: 'signed',
  list_incidents: settlers,
  retry_incident: settlers,
  skip_incident: settlers,
  reroute_incident: settlers,
  list_dead_letters: settlers,
  resend_dead_letter: settlers,
  drop_dead_letter: settlers,
  // Imported logs
  list_logs: 'signed_in',
  log: 'signed_in',
  // Imported records: whoever looks after the data; one record within the own unit and below
  list_records: readers,
  import_records: ['owner', 'admin'],
  list_record_batches: readers,
  record_bad_rows: ['owner', 'admin'],
  record: ['owner', 'auditor', 'supervisor', 'clerk'],
  // Retention and privacy: who runs the machine asks, who watches over it decides
  retention: keepers,
  list_holds: keepers,
  put_hold: ['auditor'],
  end_hold: ['auditor'],
  list_erasures: keepers,
  request_erasure: ['admin'],
  decide_erasure: ['auditor'],
  list_exports: keepers,
  register_export: 'signed_in',
  // Backups
  list_backups: keepers,
  make_backup: ['admin'],
  // Live screens
  live: 'signed_in',
} as const satisfies Record<string, Who>;

export type RouteId = keyof typeof policy;

export function isRouteId(id: string): id is RouteId {
  return Object.hasOwn(policy, id);
}

/** What people may do who need a second factor and have not enrolled it yet: that, and to leave. */
export const withoutFactor: readonly RouteId[] = [
  'session',
  'sign_out',
  'confirm_session',
  'begin_factor',
  'enrol_factor',
];

/** What is done only by somebody who proved within the last minutes who they are. */
export const afterProof: readonly RouteId[] = [
  'rotate_signing_key',
  'begin_factor',
  'remove_factor',
  'renew_recovery_codes',
  'invite',
  'close_account',
  'open_account',
  'end_sessions_of',
  'ask_factor_reset',
  'decide_factor_reset',
  'ask_password_reset',
  'decide_password_reset',
  'propose_grants',
  'end_hold',
  'decide_erasure',
  'decide_closing',
];

/** Do these roles open the route? `undefined`: nobody is signed in. */
export function allows(route: RouteId, roles: readonly Role[] | undefined): boolean {
  const who: Who = policy[route];
  if (who === 'public') return true;
  if (roles === undefined || who === 'signed') return false;
  return who === 'signed_in' || who.some((role) => roles.includes(role));
}
