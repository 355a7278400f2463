/** The state of a case is the fold of its entries; this is the only place where events change it. */
import { applyAuto } from './auto-fold.ts';
import { applyChild } from './child-fold.ts';
import { applyCancelling, applyReopening } from './cancel-fold.ts';
import type { CaseEvent, Entry } from './events.ts';
import { applyLimit } from './limit-fold.ts';
import { applyMessage } from './message-fold.ts';
import { applyPeople } from './people-fold.ts';
import { applyMigration } from './migration-fold.ts';
import type { CaseState, OpenCase, Visit } from './state.ts';

export function fold(entries: Iterable<Entry>): CaseState | undefined {
  let state: CaseState | undefined;
  for (const entry of entries) state = applyEntry(state, entry);
  return state;
}

/** The state after one more entry. The old state is left as it was. */
export function applyEntry(state: CaseState | undefined, entry: Entry): CaseState {
  let next = state;
  for (const event of entry.events) next = applyEvent(next, event, entry);
  if (next === undefined)
    throw new Error(`entry ${entry.version} of ${entry.caseId} opens no case`);
  return next.version === entry.version ? next : { ...next, version: entry.version };
}

/** The state after one event of an entry that is being written or read. */
export function applyEvent(
  state: CaseState | undefined,
  event: CaseEvent,
  entry: Pick<Entry, 'caseId' | 'version' | 'at' | 'actor'>,
): CaseState {
  if (event.type === 'case.opened') return opened(event, entry);
  if (state === undefined) throw new Error(`${event.type} before case.opened in ${entry.caseId}`);
  switch (event.type) {
    case 'step.arrived':
      return { ...state, visits: [...state.visits, arrived(event, entry.at)] };
    case 'task.claimed':
      return visit(state, event.seq, {
        holder: entry.actor,
        claimedAt: entry.at,
        ...behalf(event),
      });
    case 'task.released':
      return change(
        state,
        event.seq,
        ({ holder: _h, claimedAt: _c, onBehalfOf: _b, ...rest }) => rest,
      );
    case 'task.paused':
      return change(state, event.seq, (old) => ({
        ...old,
        pauses: [
          ...old.pauses,
          { from: entry.at, by: entry.actor, reason: event.reason, evidence: event.evidence },
        ],
      }));
    case 'task.resumed':
      return change(state, event.seq, (old) => ({ ...old, pauses: resumed(old.pauses, entry.at) }));
    case 'limits.set':
      return limited(state, event);
    case 'wait.set':
      return visit(state, event.seq, { until: event.until });
    case 'step.completed':
      return completed(state, event, entry);
    case 'step.withdrawn':
      return change(state, event.seq, (old) => ({
        ...old,
        status: 'withdrawn',
        submittedAt: entry.at,
        pauses: resumed(old.pauses, entry.at),
      }));
    case 'case.moved':
      return { ...state, value: event.value };
    case 'case.migrated':
      return applyMigration(state, event, entry.at);
    case 'case.ended':
      return { ...state, status: 'ended', outcome: event.outcome, endedAt: entry.at };
    case 'activity.recorded':
      return recorded(state, event, entry);
    case 'block.reopened':
      return applyReopening(state, event);
    case 'case.cancelled':
      return applyCancelling(state, event, entry);
    case 'facts.set':
    case 'notice.given':
    case 'effect.asked':
    case 'effect.answered':
    case 'step.failed':
    case 'step.retried':
    case 'step.skipped':
      return applyAuto(state, event, entry.at);
    case 'limit.reminded':
    case 'limit.passed':
    case 'limit.escalated':
      return applyLimit(state, event, entry.at);
    case 'message.awaited':
    case 'message.received':
      return applyMessage(state, event);
    case 'repeat.begun':
    case 'child.asked':
    case 'child.opened':
    case 'child.ended':
      return applyChild(state, event);
    case 'task.assigned':
    case 'task.transferred':
    case 'task.reassigned':
    case 'task.delegated':
    case 'task.handed_back':
    case 'task.decided':
    case 'task.reopened':
    case 'task.taken_back':
    case 'task.copied':
    case 'task.urged':
    case 'signing.opened':
    case 'signers.added':
    case 'task.signed':
    case 'signing.closed':
      return applyPeople(state, event, entry);
    default:
      return event satisfies never;
  }
}

type Of<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;
type At = Pick<Entry, 'caseId' | 'version' | 'at' | 'actor'>;

function opened(event: Of<'case.opened'>, entry: At): OpenCase {
  return {
    id: entry.caseId,
    flow: event.flow,
    unit: event.unit,
    openedBy: entry.actor,
    openedAt: entry.at,
    status: 'open',
    version: entry.version,
    value: '',
    data: { ...event.data },
    visits: [],
    limits: event.limits,
    ...(event.parent === undefined ? {} : { parent: event.parent }),
  };
}

function arrived(event: Of<'step.arrived'>, at: string): Visit {
  return {
    seq: event.seq,
    step: event.step,
    status: 'open',
    arrivedAt: at,
    limits: event.limits ?? [],
    pauses: [],
    ...(event.post === undefined ? {} : { post: event.post }),
    ...(event.unit === undefined ? {} : { unit: event.unit }),
    ...(event.clock === undefined ? {} : { clock: event.clock }),
    ...(event.until === undefined ? {} : { until: event.until }),
  };
}

function limited(state: CaseState, { seq, limits }: Of<'limits.set'>): CaseState {
  return seq === undefined ? { ...state, limits } : visit(state, seq, { limits });
}

function completed(state: CaseState, event: Of<'step.completed'>, entry: At): CaseState {
  const next = change(state, event.seq, ({ decision: _d, ...old }) => ({
    ...old,
    status: 'done',
    submittedAt: entry.at,
    result: event.result,
    ...(isWork(old) ? { handler: event.handler ?? entry.actor, ...behalf(event) } : {}),
    ...(event.route === null ? {} : { route: event.route }),
    ...(event.comment === undefined ? {} : { comment: event.comment }),
  }));
  return event.data === undefined ? next : { ...next, data: { ...next.data, ...event.data } };
}

function behalf({ on_behalf_of: onBehalfOf }: { on_behalf_of?: string }) {
  return onBehalfOf === undefined ? {} : { onBehalfOf };
}

/** Tasks have a clock; nobody handles what goes on by itself. */
function isWork({ clock }: Visit): boolean {
  return clock !== undefined;
}

function recorded(state: CaseState, event: Of<'activity.recorded'>, entry: At): CaseState {
  const one: Visit = {
    seq: event.seq,
    step: event.step,
    status: 'done',
    arrivedAt: entry.at,
    submittedAt: entry.at,
    limits: [],
    pauses: [],
    result: 'pass',
    ...(event.handler === undefined ? {} : { handler: event.handler }),
  };
  return { ...state, visits: [...state.visits, one] };
}

function visit(state: CaseState, seq: number, fields: Partial<Visit>): CaseState {
  return change(state, seq, (old) => ({ ...old, ...fields }));
}

/** Visits are numbered 1, 2, 3 … without gaps, so a visit stands at index `seq - 1`. */
function change(state: CaseState, seq: number, edit: (old: Visit) => Visit): CaseState {
  const old = state.visits[seq - 1];
  if (old === undefined) throw new Error(`case ${state.id} has no visit ${seq}`);
  return { ...state, visits: state.visits.with(seq - 1, edit(old)) };
}

function resumed(pauses: Visit['pauses'], at: string): Visit['pauses'] {
  const last = pauses.at(-1);
  return last === undefined || last.to !== undefined
    ? pauses
    : pauses.with(-1, { ...last, to: at });
}
