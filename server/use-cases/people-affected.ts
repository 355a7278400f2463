/** Whose work, score and pay a change concerns: scorecards of the last period that has ended, by both. */
import { localDay } from '@flowmeter/engine/calendar/working-time.ts';
import { below } from '@flowmeter/engine/case/duties.ts';
import { beneficiariesOf } from '@flowmeter/engine/changes/independence.ts';
import type { ScorecardDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { ItemDifferences } from '@flowmeter/engine/evidence/bundle.ts';
import type { Changed } from '@flowmeter/engine/evidence/items.ts';
import { payBeside } from '@flowmeter/engine/evidence/pay.ts';
import {
  organisationIn,
  postsAffected,
  stepsAffected,
  type PeopleAffected,
} from '@flowmeter/engine/evidence/people.ts';
import {
  cardsAffected,
  indicatorsOf,
  scoreBeside,
  type CardBeside,
  type MeasuredCard,
} from '@flowmeter/engine/evidence/scores.ts';
import { periodOf, previousPeriod, type Period } from '@flowmeter/engine/indicators/period.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { zoneOf } from '../names.ts';
import { figuresOf } from './figures.ts';

export async function peopleAffected(
  deps: Deps,
  changed: Changed,
  differences: readonly ItemDifferences[],
): Promise<PeopleAffected> {
  const { before, after } = changed;
  const steps = stepsAffected(changed, differences);
  const scores: CardBeside[] = [];
  for (const { was, is } of cardsAffected(changed)) {
    const period = lastPeriod(deps, was ?? is);
    if (period === undefined) continue;
    const card = scoreBeside(
      period.id,
      await measuredBy(deps, before, was, period),
      await measuredBy(deps, after, is, period),
    );
    if (card !== undefined) scores.push(card);
  }
  const posts = postsAffected(steps, changed);
  const pay = payBeside(before, after, scores);
  return { steps, posts, scores, pay, barred: barredBy(changed) };
}

function barredBy({ items, before }: Changed): PeopleAffected['barred'] {
  const units = new Map(organisationIn(before)?.people.map(({ id, unit }) => [id, unit]));
  const ids = [...beneficiariesOf(items, before)].toSorted();
  return ids.map((id) => ({ id, unit: units.get(id) ?? '' }));
}

/** The last one that has ended. */
function lastPeriod(deps: Deps, card: ScorecardDefinition | undefined): Period | undefined {
  if (card === undefined) return undefined;
  const today = localDay({ zone: zoneOf(deps.inForce) }, instantOf(deps.clock));
  return previousPeriod(periodOf(card.period, today));
}

/** The figures of a card's indicators, by the definitions of a pack. */
async function measuredBy(
  deps: Deps,
  pack: Pack,
  card: ScorecardDefinition | undefined,
  period: Period,
): Promise<MeasuredCard | undefined> {
  if (card === undefined) return undefined;
  const indicators = indicatorsOf(card, pack);
  const by = { ...deps, inForce: { ...deps.inForce, pack: () => pack } };
  const org = organisationIn(pack);
  const units = card.unit === undefined || org === undefined ? undefined : below(org, card.unit);
  const figures = await figuresOf(by, indicators, { units }, [period]);
  const first = [...figures].flatMap(([id, [figure]]) =>
    figure === undefined ? [] : [[id, figure] as const],
  );
  return { card, indicators, figures: new Map(first) };
}
