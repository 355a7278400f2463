/**
 * What was done in a case, read from its history: how it began, and action by action what people, other
 * systems and called cases did. What time did (waits, limits) is left out: whoever does it all again lets
 * time pass. Steps are called as they were at the time.
 */
import type { CaseEvent, Entry } from '../case/events.ts';
import { applyEntry } from '../case/fold.ts';
import type { CaseState, Instant } from '../case/state.ts';
import type { Action, Given } from '../definition/examples.ts';
import type { FactValues } from '../definition/facts.ts';

/** One thing that was done. */
export interface PastAction {
  action: Action & { at: Instant };
  /** The visit that it was done at; undefined: done to the case. */
  seq?: number;
  /** Whether the case goes on by it; else it is about who does a task, and when. */
  leads: boolean;
}

export interface Past {
  given: Given;
  actions: PastAction[];
  state: CaseState;
  /** Everything that was ever entered, with the latest values. */
  data: FactValues;
}

/** Undefined of cases that no flow has run (imported logs). */
export function pastOf(entries: readonly Entry[]): Past | undefined {
  const [first] = entries;
  const opened = first && eventOf(first, 'case.opened');
  if (first === undefined || opened === undefined) return undefined;
  const { unit, data } = opened;
  let state = applyEntry(undefined, first);
  const actions: PastAction[] = [];
  for (const entry of entries.slice(1)) {
    const done = doneIn(entry, state);
    if (done !== undefined) actions.push(done);
    state = applyEntry(state, entry);
  }
  const given = { unit, by: first.actor, at: first.at, data };
  return { given, actions, state, data: state.data };
}

type Of<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

function eventOf<T extends CaseEvent['type']>({ events }: Entry, type: T): Of<T> | undefined {
  return events.find((event): event is Of<T> => event.type === type);
}

/** What an entry says was done, besides when and by whom. */
type Deed = Omit<Action, 'at' | 'by' | 'step' | 'do'> & { seq?: number };

function doneIn(entry: Entry, before: CaseState): PastAction | undefined {
  const row = Object.hasOwn(rows, entry.command) ? rows[entry.command] : undefined;
  const deed = row?.read(entry);
  if (row === undefined || deed === undefined) return undefined;
  const { seq, ...said } = deed;
  const step = seq === undefined ? undefined : before.visits[seq - 1]?.step;
  const by = row.byPerson ? { by: entry.actor } : {};
  const action = { do: row.do ?? entry.command, at: entry.at, ...by, ...known({ ...said, step }) };
  return { action, leads: row.leads, ...(seq === undefined ? {} : { seq }) };
}

interface Row {
  read: (entry: Entry) => Deed | undefined;
  /** Does the case go on by it? */
  leads: boolean;
  /** Done by whoever is named, and not by another system. */
  byPerson: boolean;
  do?: string;
}

/** A row a command; what time does has none. */
const rows: Readonly<Record<string, Row>> = {
  claim: person((entry) => at(eventOf(entry, 'task.claimed'))),
  release: person((entry) => at(eventOf(entry, 'task.released'))),
  resume: person((entry) => at(eventOf(entry, 'task.resumed'))),
  pause: person((entry) => {
    const { seq, reason, evidence } = eventOf(entry, 'task.paused') ?? {};
    return seq === undefined ? undefined : known({ seq, reason, evidence });
  }),
  complete: { ...person(completed), leads: true },
  sign: { ...person(signed), leads: true },
  withdraw: { ...person((entry) => because(eventOf(entry, 'task.taken_back'))), leads: true },
  transfer: person((entry) => handed(eventOf(entry, 'task.transferred'))),
  delegate: person((entry) => handed(eventOf(entry, 'task.delegated'))),
  reassign: person((entry) => handed(eventOf(entry, 'task.reassigned'))),
  hand_back: person((entry) => {
    const { seq, comment, data } = eventOf(entry, 'task.handed_back') ?? {};
    return seq === undefined ? undefined : known({ seq, comment, data });
  }),
  add_signer: person((entry) => {
    const added = eventOf(entry, 'signers.added');
    if (added === undefined) return undefined;
    const { seq, reason, when, persons } = added;
    return { seq, reason, with: { when, persons } };
  }),
  copy: person((entry) => {
    const copied = eventOf(entry, 'task.copied');
    if (copied === undefined) return undefined;
    return { seq: copied.seq, with: known({ persons: copied.to, note: copied.note }) };
  }),
  urge: person((entry) => because(eventOf(entry, 'task.urged'))),
  skip: { ...person((entry) => because(eventOf(entry, 'step.skipped'))), leads: true },
  retry: { ...person((entry) => at(eventOf(entry, 'step.retried'))), leads: true },
  reroute: { ...person((entry) => rerouted(eventOf(entry, 'step.skipped'))), leads: true },
  cancel: {
    ...person((entry) => known({ reason: eventOf(entry, 'case.cancelled')?.reason })),
    leads: true,
  },
  answer: outside((entry) => entered(eventOf(entry, 'effect.answered'))),
  fail: outside((entry) => at(eventOf(entry, 'step.failed'))),
  message: outside((entry) => {
    const received = eventOf(entry, 'message.received');
    if (received === undefined) return undefined;
    const { seq, name, key, id, data } = received;
    return { ...known({ seq, data }), with: { name, key, id } };
  }),
  child_ended: outside((entry) => {
    const ended = eventOf(entry, 'child.ended');
    if (ended === undefined) return undefined;
    const { seq, index, outcome, data } = ended;
    return { ...known({ seq, data }), with: { index, outcome } };
  }),
};

function person(read: Row['read']): Row {
  return { read, leads: false, byPerson: true };
}

function outside(read: Row['read']): Row {
  return { read, leads: true, byPerson: false };
}

function at(event: { seq: number } | undefined): Deed | undefined {
  return event === undefined ? undefined : { seq: event.seq };
}

function because(event: { seq: number; reason: string } | undefined): Deed | undefined {
  return event && { seq: event.seq, reason: event.reason };
}

function entered(event: { seq: number; data?: FactValues } | undefined): Deed | undefined {
  return event && known({ seq: event.seq, data: event.data });
}

function rerouted(event: Of<'step.skipped'> | undefined): Deed | undefined {
  return event && known({ seq: event.seq, reason: event.reason, route: event.route });
}

function handed(
  event: { seq: number; to: string | null; reason: string; part?: number } | undefined,
): Deed | undefined {
  if (event === undefined) return undefined;
  const { seq, reason, to, part } = event;
  return { seq, reason, with: known({ to: to ?? undefined, part }) };
}

/** By the holder, who may have decided before others whom they added have signed. */
function completed(entry: Entry): Deed | undefined {
  const event = eventOf(entry, 'task.decided') ?? eventOf(entry, 'step.completed');
  if (event === undefined) return undefined;
  const { seq, route, data, comment, overrides } = event;
  return known({
    seq,
    route: route ?? undefined,
    data,
    comment,
    overrides: overrides && Object.fromEntries(overrides.map((one) => [one.rule, one.reason])),
  });
}

function signed(entry: Entry): Deed | undefined {
  const event = eventOf(entry, 'task.signed');
  if (event === undefined) return undefined;
  const { seq, verdict, comment, part } = event;
  return { ...known({ seq, comment }), with: { verdict, part } };
}

type Known<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without what is not said. */
function known<T extends object>(said: T): Partial<Known<T>> {
  const entries = Object.entries(said).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Known<T>>;
}
