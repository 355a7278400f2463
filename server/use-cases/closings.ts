/** What a scorecard came to in a period: as it was closed, or as it is worked out now. */
import type { Signature } from '@flowmeter/engine/audit-log/signature.ts';
import {
  closingPayload,
  hashOfClosing,
  isSameOutcome,
  type ClosedItem,
  type Closing,
} from '@flowmeter/engine/indicators/closing.ts';
import { parsePeriod } from '@flowmeter/engine/indicators/period.ts';
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { versionRefused } from '../refusals.ts';
import type { ClosingRow } from '../store/closing-schema.ts';
import { scorecardsFor, scorePeriod, type Scored, type ScoredIndicator } from './score.ts';

/** A scorecard's period with what was decided about it. */
export interface Shown {
  /** As it was closed where it was; as it is worked out now elsewhere. */
  scored: Scored;
  /** What counts. */
  closed: ClosingRow | undefined;
  /** Not decided on yet. */
  waiting: ClosingRow | undefined;
  /** What it would come to now, where that is not what it was closed with. */
  otherwise: Scored | undefined;
}

export async function shownPeriod(
  deps: Deps,
  actor: Actor,
  id: string,
  asked: string | undefined,
): Promise<Result<Shown>> {
  const found = await scorePeriod(deps, actor, id, asked);
  if (!found.ok) return found;
  const now = found.value;
  const { closed, lost, waiting } = await standing(deps, id, now.period.id);
  if (lost !== undefined) return failed(lost);
  if (closed === undefined) {
    return ok({ scored: now, closed, waiting, otherwise: undefined });
  }
  const closing = JSON.parse(closed.content) as Closing;
  const then = await scoredFrom(deps, closing, now);
  if (!then.ok) return then;
  const same = isSameOutcome(closing, closingOf(now, null));
  return ok({ scored: then.value, closed, waiting, otherwise: same ? undefined : now });
}

/** What was decided about a period, as far as the store still has it as it was. */
interface Standing {
  /** What counts. */
  closed: ClosingRow | undefined;
  waiting: ClosingRow | undefined;
  /** The one that another closing corrects: the last of which the audit log tells. */
  last: string | null;
  /** Why what counts cannot be shown: it is gone, or not what was signed. */
  lost: Problem | undefined;
}

/** The audit log says which closing counts: taking its row away does not open the period again. */
export async function standing(
  deps: Pick<Deps, 'store' | 'keys'>,
  scorecard: string,
  period: string,
): Promise<Standing> {
  const rows = await deps.store.closings.of(scorecard, period);
  const told = await deps.store.closings.told(scorecard, period);
  const waiting = rows.find(({ state }) => state === 'proposed');
  const stored = rows.find(({ id, state }) =>
    told === undefined ? state === 'closed' : id === told.id,
  );
  if (told === undefined && stored === undefined) {
    return { closed: undefined, waiting, last: null, lost: undefined };
  }
  const last = told?.id ?? null;
  const isRight = stored?.state === 'closed' && stored.hash === told?.hash;
  if (isRight && isSigned(deps, stored)) return { closed: stored, waiting, last, lost: undefined };
  const lost =
    stored === undefined
      ? problem('closing_gone', { period, seq: told?.seq ?? 0 })
      : problem('closing_spoilt', { period });
  return { closed: undefined, waiting, last, lost };
}

export function closingOf(
  { scorecard, hash, period, indicators, result }: Scored,
  corrects: string | null,
): Closing {
  const { score, coefficient, grade } = result;
  const items = result.items.flatMap((item) => {
    const one = indicators.get(item.indicator);
    return one === undefined ? [] : [closedItem(item, one)];
  });
  return {
    scorecard: scorecard.id,
    hash,
    period: period.id,
    items,
    score,
    coefficient,
    grade,
    corrects,
  };
}

function closedItem(
  { indicator, weight, effectiveWeight, score }: Scored['result']['items'][number],
  { hash, now: { value, n, unknown }, before }: ScoredIndicator,
): ClosedItem {
  return {
    indicator,
    hash,
    weight,
    effectiveWeight,
    value,
    n,
    unknown,
    score,
    previous: before.value,
  };
}

/** With the definitions that it was closed by. */
async function scoredFrom(
  { store }: Deps,
  { hash, items, score, coefficient, grade }: Closing,
  { period }: Scored,
): Promise<Result<Scored>> {
  const scorecard = await store.definitions.byHash(hash);
  if (scorecard?.kind !== 'scorecard') return failed(versionRefused(hash));
  const indicators = new Map<string, ScoredIndicator>();
  for (const { indicator: id, value, n, unknown, previous, ...item } of items) {
    const indicator = await store.definitions.byHash(item.hash);
    if (indicator?.kind !== 'indicator') return failed(versionRefused(id));
    const before = { value: previous, n: 0, unknown: 0 };
    indicators.set(id, {
      indicator,
      hash: item.hash,
      now: { value, n, unknown },
      before,
      score: item.score,
    });
  }
  const result = { items, score, coefficient, grade };
  return ok({ scorecard, hash, period, indicators, result });
}

/** Is it, to the last figure, what was agreed to? */
function isSigned({ keys }: Pick<Deps, 'keys'>, row: ClosingRow): boolean {
  try {
    const signature = JSON.parse(row.signature ?? 'null') as Signature | null;
    const closing = JSON.parse(row.content) as Closing;
    const isWhole =
      hashOfClosing(closing) === row.hash &&
      closing.period === row.period &&
      closing.scorecard === row.scorecard;
    return isWhole && signature !== null && keys.verify('closing', closingPayload(row), signature);
  } catch {
    return false;
  }
}

/** All of a period, newest first, for those who see the scorecard. */
export async function closingsFor(
  deps: Deps,
  actor: Actor,
  id: string,
  asked: string,
): Promise<Result<ClosingRow[]>> {
  const period = parsePeriod(asked);
  if (!period.ok) return period;
  if (!scorecardsFor(deps, actor).some((one) => one.id === id)) {
    return failed(problem('definition_not_found'));
  }
  return ok(await deps.store.closings.of(id, period.value.id));
}
