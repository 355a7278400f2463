/** Backtests as the API says them. */
import type { z } from 'zod';
import {
  countsWithin,
  precisionOf,
  type Counts,
  type Finds,
  type GroupCounts,
  type Tally,
} from '@flowmeter/engine/backtest/counts.ts';
import { rulesOf } from '@flowmeter/engine/definition/pack.ts';
import type { Actor } from '../app-env.ts';
import {
  rowOf,
  type BacktestPacks,
  type BacktestReport,
  type BacktestRow,
  type Share,
} from '../backtests/report.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf } from '../names.ts';
import { seesEverything, sightOf } from '../sight.ts';
import type { ExplainedFlip } from '../use-cases/explain-flips.ts';
import type { BacktestRowView, BacktestView, FlipView } from '../views/backtests.ts';
import { tellingFor, type Telling } from './record-telling.ts';
import { subjectOf } from './subject.ts';

export function backtestRowView(
  inForce: InForce,
  { id, by, at, ended_at, status, subject, whole, units, seconds }: BacktestRow,
  actor: Actor,
): z.infer<typeof BacktestRowView> {
  const isWhole = seesEverything(inForce, actor);
  const sight = sightOf(inForce, actor);
  const shares = isWhole ? [whole] : units?.filter(({ unit }) => sight(unit));
  const sum = (what: keyof Share) => shares?.reduce((all, one) => all + one[what], 0) ?? null;
  return {
    id,
    by: namesOf(inForce).person(by),
    at,
    ended_at,
    status,
    subject,
    within: withinOf(isWhole, units),
    checked: sum('checked'),
    gained: sum('gained'),
    lost: sum('lost'),
    seconds: Math.round(seconds * 1000) / 1000,
  };
}

export function backtestView(
  inForce: InForce,
  report: BacktestReport,
  packs: BacktestPacks | undefined,
  actor: Actor,
): z.infer<typeof BacktestView> {
  const { data, absent, counts, asked } = report;
  const { own } = countsFor(inForce, counts, actor);
  const ruleName = ruleNames(packs);
  const recordOf = new Map(
    asked.flatMap(({ record, current, candidate }) =>
      [...current, ...candidate].map((id) => [id, record] as const),
    ),
  );
  return {
    ...backtestRowView(inForce, rowOf(report), actor),
    data: data && {
      hash: data.hash,
      cases: sumWithin(inForce, data.cases, data.case_units, actor),
      kinds: data.kinds.map((one) => ({ ...one, kind: subjectOf(inForce, one.kind) })),
    },
    absent: absent.map((kind) => subjectOf(inForce, kind)),
    rules: (own?.rules ?? []).map(({ rule, current, candidate, gained, lost }) => ({
      rule: ruleName(rule),
      record: subjectOf(inForce, recordOf.get(rule) ?? ''),
      current: findsView(current),
      candidate: findsView(candidate),
      gained,
      lost,
    })),
    groups: groupsOf(inForce, own?.groups ?? [], actor),
    kept: sumWithin(inForce, report.kept, report.kept_units, actor),
  };
}

export function flipView(
  inForce: InForce,
  packs: BacktestPacks | undefined,
  { roles }: Actor,
): (flip: ExplainedFlip) => z.infer<typeof FlipView> {
  const names = namesOf(inForce);
  const ruleName = ruleNames(packs);
  const tried = (packs?.candidate ?? []).filter((one) => one.kind === 'record');
  const tellings = new Map<string, Telling>();
  const tellingOf = (kind: string) => {
    const others = tried.filter(({ id }) => id === kind);
    const known = tellings.get(kind) ?? tellingFor(inForce, kind, roles, others);
    tellings.set(kind, known);
    return known;
  };
  return ({ rule, kind, unit, person, was, is, key, object, period, ...rest }) => ({
    ...rest,
    key: tellingOf(kind).key(key),
    object: tellingOf(kind).object(object),
    period: tellingOf(kind).period(period),
    rule: ruleName(rule),
    kind: subjectOf(inForce, kind),
    unit: unit === null ? null : names.unit(unit),
    person: person === null ? null : names.person(person),
    was: was ?? null,
    is: is ?? null,
  });
}

function ruleNames(packs: BacktestPacks | undefined) {
  const known = new Map([
    ...rulesOf({ definitions: packs?.current ?? [] }),
    ...rulesOf({ definitions: packs?.candidate ?? [] }),
  ]);
  return (id: string) => named(id, known.get(id)?.name);
}

function findsView(finds: Finds) {
  return { ...finds, precision: precisionOf(finds) };
}

/** The counts of the units that the actor sees; undefined where they were not kept apart. */
export function countsFor(
  inForce: InForce,
  counts: Counts,
  actor: Actor,
): { within: 'all' | 'units' | 'untold'; own: Counts | undefined } {
  const isWhole = seesEverything(inForce, actor);
  const own = isWhole ? counts : countsWithin(counts, sightOf(inForce, actor));
  return { within: withinOf(isWhole, counts.units), own };
}

function withinOf(isWhole: boolean, units: object | undefined): 'all' | 'units' | 'untold' {
  if (isWhole) return 'all';
  return units === undefined ? 'untold' : 'units';
}

/** So many of all as are of the units that the actor sees; null where they were not kept apart. */
export function sumWithin(
  inForce: InForce,
  all: number,
  units: Readonly<Record<string, number>> | undefined,
  actor: Actor,
): number | null {
  if (seesEverything(inForce, actor)) return all;
  if (units === undefined) return null;
  const sight = sightOf(inForce, actor);
  return Object.entries(units).reduce((sum, [unit, many]) => sum + (sight(unit) ? many : 0), 0);
}

type Group = z.infer<typeof BacktestView>['groups'][number];

/** Units and people that the actor sees; posts are those that the people hold. */
function groupsOf(inForce: InForce, groups: readonly GroupCounts[], { sees }: Actor): Group[] {
  const names = namesOf(inForce);
  const posts = new Map<string, { gained: Tally; lost: Tally }>();
  const shown = groups.flatMap(({ by, id, gained, lost }): Group[] => {
    if (by === 'unit') return sees.has(id) ? [{ by, group: names.unit(id), gained, lost }] : [];
    const person = inForce.person(id);
    if (person === undefined || !sees.has(person.unit)) return [];
    for (const post of person.posts) {
      const sum = posts.get(post) ?? { gained: { hits: 0, money: 0 }, lost: { hits: 0, money: 0 } };
      posts.set(post, { gained: plus(sum.gained, gained), lost: plus(sum.lost, lost) });
    }
    return [{ by, group: names.person(id), gained, lost }];
  });
  const ofPosts = [...posts].map(([id, sums]) => ({
    by: 'post' as const,
    group: names.post(id),
    ...sums,
  }));
  return [...shown, ...ofPosts];
}

function plus(one: Tally, other: Tally): Tally {
  return { hits: one.hits + other.hits, money: one.money + other.money };
}
