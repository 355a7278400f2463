/** Backtests as the API says them. */
import type { z } from 'zod';
import {
  precisionOf,
  type Finds,
  type GroupCounts,
  type Tally,
} from '@flowmeter/engine/backtest/counts.ts';
import { rulesOf } from '@flowmeter/engine/definition/pack.ts';
import type { Actor } from '../app-env.ts';
import type { BacktestPacks, BacktestReport } from '../backtests/report.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf } from '../names.ts';
import type { ExplainedFlip } from '../use-cases/explain-flips.ts';
import type { BacktestRowView, BacktestView, FlipView } from '../views/backtests.ts';
import { subjectOf } from './subject.ts';

export function backtestRowView(
  inForce: InForce,
  { id, by, at, ended_at, status, subject, counts, seconds }: BacktestReport,
): z.infer<typeof BacktestRowView> {
  const sum = (side: 'gained' | 'lost') =>
    counts.rules.reduce((all, one) => all + one[side].hits, 0);
  const flips = { gained: sum('gained'), lost: sum('lost') };
  const { checked } = counts;
  return {
    id,
    by: namesOf(inForce).person(by),
    at,
    ended_at,
    status,
    subject,
    checked,
    ...flips,
    seconds: Math.round(seconds * 1000) / 1000,
  };
}

export function backtestView(
  inForce: InForce,
  report: BacktestReport,
  packs: BacktestPacks | undefined,
  actor: Actor,
): z.infer<typeof BacktestView> {
  const { data, absent, counts, kept, asked } = report;
  const ruleName = ruleNames(packs);
  const recordOf = new Map(
    asked.flatMap(({ record, current, candidate }) =>
      [...current, ...candidate].map((id) => [id, record] as const),
    ),
  );
  return {
    ...backtestRowView(inForce, report),
    data: data && {
      ...data,
      kinds: data.kinds.map((one) => ({ ...one, kind: subjectOf(inForce, one.kind) })),
    },
    absent: absent.map((kind) => subjectOf(inForce, kind)),
    rules: counts.rules.map(({ rule, current, candidate, gained, lost }) => ({
      rule: ruleName(rule),
      record: subjectOf(inForce, recordOf.get(rule) ?? ''),
      current: findsView(current),
      candidate: findsView(candidate),
      gained,
      lost,
    })),
    groups: groupsOf(inForce, counts.groups, actor),
    kept,
  };
}

export function flipView(
  inForce: InForce,
  packs: BacktestPacks | undefined,
): (flip: ExplainedFlip) => z.infer<typeof FlipView> {
  const names = namesOf(inForce);
  const ruleName = ruleNames(packs);
  return ({ rule, kind, unit, person, was, is, ...rest }) => ({
    ...rest,
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
