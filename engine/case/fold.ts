/** The state of a case is the fold of its entries; this is the only place where events change it. */
import type { AutoEvent } from './auto-events.ts';
import { applyAuto } from './auto-fold.ts';
import { applyChild } from './child-fold.ts';
import { applyCancelling, applyReopening } from './cancel-fold.ts';
import type { CaseEvent, Entry, Erasable } from './events.ts';
import type { LimitEvent } from './limit-events.ts';
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
  if (event.type === 'case.opened') return withErased(opened(event, entry), event);
  if (state === undefined) throw new Error(`${event.type} before case.opened in ${entry.caseId}`);
  const row = rows[event.type] as Row<Later>;
  return withErased(row(state, event, entry), event);
}

/** What was erased stays so until it is entered again. */
function withErased<S extends CaseState>(state: S, { erased: gone = [] }: Erasable): S {
  if (gone.length === 0 && state.erased === undefined) return state;
  const { erased: before = [], ...rest } = state;
  const erased = [...new Set([...before, ...gone])].filter((id) => !Object.hasOwn(state.data, id));
  return (erased.length === 0 ? rest : { ...rest, erased }) as S;
}

type Of<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;
type At = Pick<Entry, 'caseId' | 'version' | 'at' | 'actor'>;

/** Every event but the first. */
type Later = Exclude<CaseEvent, { type: 'case.opened' }>;
type Row<E> = (state: CaseState, event: E, entry: At) => CaseState;

const auto: Row<AutoEvent> = (state, event, { at }) => applyAuto(state, event, at);
const limit: Row<LimitEvent> = (state, event, { at }) => applyLimit(state, event, at);

/** One row an event. */
const rows: { [T in Later['type']]: Row<Of<T>> } = {
  'step.arrived': (state, event, { at }) => ({
    ...state,
    visits: [...state.visits, arrived(event, at)],
  }),
  'step.completed': completed,
  'step.withdrawn': withdrawn,
  'case.moved': (state, { value }) => ({ ...state, value }),
  'case.ended': (state, { outcome }, { at }) => ({
    ...state,
    status: 'ended',
    outcome,
    endedAt: at,
  }),
  'case.cancelled': applyCancelling,
  'case.migrated': (state, event, { at }) => applyMigration(state, event, at),
  'block.reopened': applyReopening,
  'activity.recorded': recorded,
  'limits.set': limited,
  'wait.set': (state, { seq, until }) => visit(state, seq, { until }),
  'limit.reminded': limit,
  'limit.passed': limit,
  'limit.escalated': limit,
  'facts.set': auto,
  'notice.given': auto,
  'effect.asked': auto,
  'effect.answered': auto,
  'step.failed': auto,
  'step.retried': auto,
  'step.skipped': auto,
  'message.awaited': applyMessage,
  'message.received': applyMessage,
  'repeat.begun': applyChild,
  'child.asked': applyChild,
  'child.opened': applyChild,
  'child.ended': applyChild,
  'task.claimed': (state, event, { actor, at }) =>
    visit(state, event.seq, { holder: actor, claimedAt: at, ...behalf(event) }),
  'task.released': (state, { seq }) =>
    change(state, seq, ({ holder: _h, claimedAt: _c, onBehalfOf: _b, ...rest }) => rest),
  'task.paused': paused,
  'task.resumed': (state, { seq }, { at }) =>
    change(state, seq, (old) => ({ ...old, pauses: resumed(old.pauses, at) })),
  'task.assigned': applyPeople,
  'task.transferred': applyPeople,
  'task.reassigned': applyPeople,
  'task.delegated': applyPeople,
  'task.handed_back': applyPeople,
  'task.decided': applyPeople,
  'task.reopened': applyPeople,
  'task.taken_back': applyPeople,
  'task.copied': applyPeople,
  'task.urged': applyPeople,
  'signing.opened': applyPeople,
  'signers.added': applyPeople,
  'task.signed': applyPeople,
  'signing.closed': applyPeople,
};

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
    ...(event.tables && { tables: event.tables }),
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

function paused(
  state: CaseState,
  { seq, reason, evidence }: Of<'task.paused'>,
  { at: from, actor: by }: At,
): CaseState {
  return change(state, seq, (old) => ({
    ...old,
    pauses: [...old.pauses, { from, by, reason, evidence }],
  }));
}

function withdrawn(state: CaseState, { seq }: Of<'step.withdrawn'>, { at }: At): CaseState {
  return change(state, seq, (old) => ({
    ...old,
    status: 'withdrawn',
    submittedAt: at,
    pauses: resumed(old.pauses, at),
  }));
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
