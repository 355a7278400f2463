/** Where a case that was gone through in two versions of its flow differs: path, limits, findings, end. */
import type { CaseState, DueLimit, Instant, Visit } from '../case/state.ts';
import { findingsOf } from './finding.ts';
import { standingOf, type Standing } from './limit-standing.ts';
import { now, type Session } from './session.ts';

/** What is not the same about a stay at a step. */
export type Change = 'route' | 'person' | 'post' | 'limits';

export interface LimitPair {
  id: string;
  then: DueLimit | undefined;
  now: DueLimit | undefined;
  standing: { then: Standing; now: Standing };
  isChanged: boolean;
}

/** One stay at a step: in the one version, in the other, or in both. */
export interface PathRow {
  step: string;
  then: Visit | undefined;
  now: Visit | undefined;
  changes: Change[];
  limits: LimitPair[];
}

export interface FoundRow {
  rule: string;
  step: string | undefined;
  side: 'then' | 'now' | 'both';
}

export interface Differences {
  path: PathRow[];
  /** Of the case as a whole. */
  limits: LimitPair[];
  findings: FoundRow[];
  outcome: { then: string | undefined; now: string | undefined };
  /** Null while the case is open. */
  endedAt: { then: Instant | null; now: Instant | null };
}

/** The nth stay at a step is the same as the nth of the other; in the order of the second, what is gone where it stood. */
export function differencesOf(then: Session, next: Session): Differences {
  const [was, is] = [now(then), now(next)];
  return {
    path: pathOf(was, is),
    limits: limitsOf(was.state.limits, is.state.limits, {
      then: endOf(was.state) ?? was.at,
      now: endOf(is.state) ?? is.at,
    }),
    findings: findingsBeside(then, next),
    outcome: { then: outcomeOf(was.state), now: outcomeOf(is.state) },
    endedAt: { then: endOf(was.state), now: endOf(is.state) },
  };
}

/** Is anything about the case another than it was? */
export function isDifferent({ path, limits, findings, outcome }: Differences): boolean {
  return (
    path.some(isRowDifferent) ||
    limits.some(({ isChanged }) => isChanged) ||
    findings.some(({ side }) => side !== 'both') ||
    outcome.then !== outcome.now
  );
}

export function isRowDifferent({ then, now: next, changes }: PathRow): boolean {
  return then === undefined || next === undefined || changes.length > 0;
}

interface Side {
  state: CaseState;
  at: Instant;
}

function pathOf(was: Side, is: Side): PathRow[] {
  const before = numbered(was.state.visits);
  const after = numbered(is.state.visits);
  const rows = [...after].map(([name, visit]) => rowOf(before.get(name), visit, was, is));
  let place = 0;
  for (const [name, visit] of before) {
    const found = rows.findIndex((row) => row.then === visit);
    if (found >= 0) place = found + 1;
    if (after.has(name)) continue;
    rows.splice(place, 0, rowOf(visit, undefined, was, is));
    place += 1;
  }
  return rows;
}

function numbered(visits: readonly Visit[]): Map<string, Visit> {
  const counts = new Map<string, number>();
  return new Map(
    visits.map((visit) => {
      const count = (counts.get(visit.step) ?? 0) + 1;
      counts.set(visit.step, count);
      return [`${visit.step} ${count}`, visit] as const;
    }),
  );
}

function rowOf(then: Visit | undefined, next: Visit | undefined, was: Side, is: Side): PathRow {
  const step = (next ?? then)?.step ?? '';
  const limits = limitsOf(then?.limits ?? [], next?.limits ?? [], {
    then: then?.submittedAt ?? was.at,
    now: next?.submittedAt ?? is.at,
  });
  const both = then !== undefined && next !== undefined;
  const changes: Change[] = both ? changesOf(then, next, limits) : [];
  return { step, then, now: next, changes, limits };
}

function changesOf(then: Visit, next: Visit, limits: readonly LimitPair[]): Change[] {
  const changed: Record<Change, boolean> = {
    route: then.route !== next.route,
    person: then.handler !== next.handler,
    post: then.post !== next.post,
    limits: limits.some(({ isChanged }) => isChanged),
  };
  return (Object.keys(changed) as Change[]).filter((one) => changed[one]);
}

function limitsOf(
  then: readonly DueLimit[],
  next: readonly DueLimit[],
  until: { then: Instant; now: Instant },
): LimitPair[] {
  const ids = new Set([...then, ...next].map(({ id }) => id));
  return [...ids].map((id) => {
    const was = then.find((one) => one.id === id);
    const is = next.find((one) => one.id === id);
    const standing = { then: standingOf(was, until.then), now: standingOf(is, until.now) };
    const isChanged =
      was?.value !== is?.value ||
      was?.unit !== is?.unit ||
      was?.dueAt !== is?.dueAt ||
      standing.then !== standing.now;
    return { id, then: was, now: is, standing, isChanged };
  });
}

function findingsBeside(then: Session, next: Session): FoundRow[] {
  const [was, is] = [foundIn(then), foundIn(next)];
  return [...was.union(is)].map((name) => {
    const [rule = '', step] = name.split(' ');
    const side = !is.has(name) ? 'then' : was.has(name) ? 'both' : 'now';
    return { rule, step, side };
  });
}

function foundIn(session: Session): Set<string> {
  return new Set(
    findingsOf(session).map(({ rule, step }) =>
      step === undefined ? rule.id : `${rule.id} ${step}`,
    ),
  );
}

function outcomeOf(state: CaseState): string | undefined {
  return state.status === 'ended' ? state.outcome : undefined;
}

function endOf(state: CaseState): Instant | null {
  return state.status === 'ended' ? state.endedAt : null;
}

/** Does the case come to the same steps, in the same order? */
export function isSamePath(session: Session, { visits }: CaseState): boolean {
  const own = now(session).state.visits;
  return own.length === visits.length && own.every(({ step }, at) => step === visits[at]?.step);
}
