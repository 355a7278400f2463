/**
 * Where every route stands: what it is about, and how it is asked about something of one unit. A route
 * that is new is placed here, or the matrix fails.
 */
import type { Objects, Papers } from './matrix.fixture.ts';
import { counted } from './matrix-indicator.fixture.ts';
import type { RouteId } from './policy.ts';
import { lendWithin } from '../use-cases/past-cases.fixture.ts';

/**
 * `all`: nothing of a unit; whoever the policy lets in gets it. `unit`: one thing of a unit; outside of
 * it there is no such thing (404). `work`: the same, and a clerk finds it only in their own unit. `seen`: of many things only those of units that the person sees. `own`:
 * somebody’s own papers; for others there are none (404). `self`: of the person asking.
 */
export type About = 'all' | 'unit' | 'work' | 'seen' | 'own' | 'self';

export interface Placed {
  about: About;
  /** The parameters of the path, and what follows it. */
  ids?: Record<string, string>;
  query?: string;
  body?: unknown;
  type?: string;
  /** The session is over afterwards. */
  ends?: boolean;
  /** What it is about is gone afterwards. */
  destroys?: boolean;
}

const all: Placed = { about: 'all' };
const self: Placed = { about: 'self' };
const seen: Placed = { about: 'seen' };
const reason = 'because';
const comment = 'so be it';
const later = { until: '2026-04-01', reason };

export function placesOf(of: Objects, papers: Papers): Record<string, Placed> {
  return {
    ...accounts(papers),
    ...cases(of),
    ...tasks(of),
    ...findings(of),
    ...outside(of),
    ...figures(of),
    ...records(of),
    ...privacy,
    ...definitions(papers),
    ...changes(papers),
    ...trials(papers),
    ...keeping(),
  };
}

type Placing = Partial<Record<RouteId, Placed>>;

function accounts({ session }: Papers): Placing {
  const somebody: Placed = { about: 'all', ids: { id: 'gus' }, body: { reason } };
  return {
    health_live: all,
    health_ready: all,
    openapi: all,
    docs: all,
    sign_in: { ...all, body: { account: 'nobody', password: 'wrong' } },
    sign_in_ways: all,
    leave_for_single_sign_on: all,
    back_from_single_sign_on: all,
    look_at_link: { ...all, body: { token: 'x' } },
    use_link: { ...all, body: { token: 'x', password: 'a lamp, two chairs and tea' } },
    session: self,
    sign_out: { ...self, ends: true },
    confirm_session: { ...self, body: { password: 'wrong' } },
    live: self,
    change_password: { ...self, body: { current: 'wrong', password: 'a lamp, two chairs' } },
    list_sessions: self,
    end_session: { about: 'own', ids: { id: session } },
    end_sessions: { ...self, ends: true },
    begin_factor: self,
    enrol_factor: { ...self, body: { code: '000000' } },
    remove_factor: self,
    renew_recovery_codes: self,
    list_accounts: all,
    invite: somebody,
    close_account: somebody,
    open_account: somebody,
    end_sessions_of: somebody,
    ask_factor_reset: somebody,
    decide_factor_reset: { ...somebody, body: { agree: true } },
    ask_password_reset: somebody,
    decide_password_reset: { ...somebody, body: { agree: true } },
    list_grants: all,
    propose_grants: { ...all, body: { grants: [], reason } },
  };
}

function cases(of: Objects): Placing {
  const one: Placed = { about: 'unit', ids: { id: of.case } };
  return {
    openable: self,
    open_case: { ...self, body: { flow: 'lend', data: {} } },
    list_cases: seen,
    case: one,
    case_entries: one,
    unmask_case: { ...one, body: { reason } },
    cancel_case: { ...one, body: { reason } },
    ...pastCases(of),
    list_copies: self,
    list_notices: self,
    unread_notices: self,
    read_notices: { ...self, body: { up_to: 1 } },
  };
}

/** The newest cases of a flow, and one of them, in a version with another limit. */
function pastCases(of: Objects): Placing {
  const flow = { definition: lendWithin(1) };
  const behind = { flow, step: 'check', limit: 'check', down_to: '0' };
  return {
    retrace_case: { about: 'unit', body: { flow, case: of.case } },
    measure_limits: { ...seen, body: { flow } },
    limit_cases: { ...seen, body: behind },
  };
}

function tasks({ task }: Objects): Placing {
  const one: Placed = { about: 'work', ids: { id: task } };
  const to = { to: 'gus', reason };
  return {
    list_tasks: { ...seen, query: 'box=unit' },
    task: one,
    task_people: { ...one, query: 'for=transfer' },
    claim_task: one,
    release_task: one,
    resume_task: one,
    complete_task: { ...one, body: { data: {} } },
    pause_task: { ...one, body: { reason, evidence: 'letter' } },
    withdraw_task: { ...one, body: { reason } },
    transfer_task: { ...one, body: to },
    delegate_task: { ...one, body: to },
    hand_back_task: { ...one, body: { comment } },
    add_signer_task: { ...one, body: { when: 'before', persons: ['gus'], reason } },
    copy_task: { ...one, body: { persons: ['gus'] } },
    urge_task: { ...one, about: 'unit', body: { reason } },
    reassign_task: { ...one, body: to },
    sign_task: { ...one, body: { verdict: 'agree' } },
  };
}

function findings(of: Objects): Placing {
  const one: Placed = { about: 'unit', ids: { id: of.finding } };
  return {
    list_findings: seen,
    finding: one,
    typical_problems: seen,
    exempt_finding: { ...one, body: later },
    list_exemptions: seen,
    end_exemption: { about: 'unit', ids: { id: of.exemption } },
    run_audit: { ...all, body: { records: ['nothing'] } },
    // How many were read is of the whole office; what was found, of the units that are seen.
    list_audits: all,
    audit: { ...all, ids: { id: 'nothing' } },
  };
}

function outside(of: Objects): Placing {
  const incident: Placed = { about: 'unit', ids: { id: of.incident } };
  const letter: Placed = { about: 'unit', ids: { id: of.deadLetter } };
  return {
    receive_event: all,
    list_incidents: seen,
    retry_incident: incident,
    skip_incident: { ...incident, body: { reason } },
    reroute_incident: { ...incident, body: { route: 'by_hand', reason } },
    list_dead_letters: seen,
    resend_dead_letter: { ...letter, destroys: true },
    drop_dead_letter: { ...letter, body: { reason }, destroys: true },
  };
}

function figures(of: Objects): Placing {
  const card: Placed = { about: 'unit', ids: { id: of.scorecard } };
  return {
    list_scorecards: seen,
    scorecard: card,
    list_closings: { ...card, query: 'period=2026-03' },
    propose_closing: { ...card, body: { period: '2030-01', reason } },
    decide_closing: {
      ...all,
      ids: { id: 'nothing' },
      body: { state: 'refused', hash: '', comment },
    },
    list_indicators: { ...seen, query: 'log=lend' },
    indicator_records: { ...seen, ids: { id: 'K1' }, query: 'unit=head' },
    preview_figures: { ...seen, body: { definition: counted, unit: 'head' } },
    preview_records: { ...seen, body: { definition: counted, unit: 'head', period: '2026-03' } },
  };
}

function records(of: Objects): Placing {
  const parcel = { kind: 'parcel' };
  return {
    list_logs: all,
    log: { ...all, ids: { id: 'nothing' } },
    // How much was imported is of the whole office; which rows, of their units.
    list_records: all,
    list_record_batches: { ...all, ids: parcel },
    import_records: { ...all, ids: { kind: 'nothing' }, body: 'a,b', type: 'text/csv' },
    record_bad_rows: { ...all, ids: { ...parcel, seq: '9' } },
    record: { about: 'unit', ids: parcel, query: `key=${of.record}` },
  };
}

const privacy: Placing = {
  retention: all,
  list_holds: all,
  put_hold: { ...all, body: { scope: 'object', value: 'C1', reason } },
  end_hold: { ...all, ids: { id: 'nothing' } },
  list_erasures: all,
  request_erasure: { ...all, body: { sort: 'nobody', person: 'C1', reason } },
  decide_erasure: { ...all, ids: { id: 'nothing' }, body: { state: 'refused', comment } },
  list_exports: all,
  list_backups: all,
  make_backup: all,
};

function definitions({ hash }: Papers): Placing {
  const flow = { kind: 'flow', id: 'lend' };
  return {
    organisation: all,
    facts: all,
    list_definitions: seen,
    definition: { ...all, ids: flow },
    definition_versions: { ...seen, ids: flow },
    version: { ...all, ids: { hash } },
    list_rules: seen,
    read_tables: all,
    import_tables: all,
    export_table: { ...all, ids: { id: 'nothing' } },
    register_export: all,
  };
}

function changes({ draft, change, evidence }: Papers): Placing {
  const paper: Placed = { about: 'own', ids: { id: draft } };
  const words = { title: 'Other', reason };
  const one: Placed = { about: 'all', ids: { id: change } };
  const thread: Placed = { about: 'all', ids: { id: change, thread: 'nothing' } };
  return {
    create_draft: { ...self, body: { kind: 'flow', id: 'nothing' } },
    list_drafts: self,
    draft: paper,
    save_draft: { ...paper, body: { content: {}, layout: null } },
    delete_draft: paper,
    check_draft: paper,
    propose_draft: { ...paper, body: words },
    rebase_draft: { ...paper, body: { onto: evidence, choices: {} } },
    propose_change: { about: 'own', body: { ...words, drafts: [draft] } },
    // Governance is of the whole office: everybody who reviews sees every change.
    list_changes: all,
    list_schedule: all,
    change: one,
    change_evidence: one,
    renew_evidence: one,
    approve_change: { ...one, body: { comment, evidence_hash: 'other' } },
    return_change: { ...one, body: {} },
    reject_change: { ...one, body: {} },
    review_change: { ...one, body: {} },
    withdraw_change: one,
    list_comments: one,
    add_comment: one,
    answer_comment: thread,
    resolve_comment: thread,
    reopen_comment: thread,
    propose_rollback: all,
  };
}

function trials({ draft, backtest }: Papers): Placing {
  const paper: Placed = { about: 'own', ids: { id: backtest } };
  const flow: Placed = { about: 'all', ids: { id: 'nothing' } };
  return {
    simulate: { about: 'own', body: { flow: { draft } } },
    run_backtest: { about: 'own', body: { draft } },
    list_backtests: self,
    backtest: paper,
    backtest_flips: paper,
    plan_migration: flow,
    check_migration: flow,
    try_migration: flow,
    run_migration: flow,
  };
}

/** The audit log, retention and backups are of the whole office. */
function keeping(): Placing {
  const one: Placed = { about: 'all', ids: { id: 'nothing' } };
  return {
    audit_log: all,
    audit_entry: { ...all, ids: { seq: '1' } },
    verify_audit_log: all,
    list_checkpoints: all,
    checkpoint: { ...all, ids: { size: '1' } },
    signing_keys: all,
    rotate_signing_key: all,
    audit_bundle: all,
    retention: all,
    list_holds: all,
    put_hold: all,
    end_hold: one,
    list_erasures: all,
    request_erasure: all,
    decide_erasure: one,
    list_exports: all,
    list_backups: all,
    make_backup: all,
  };
}
