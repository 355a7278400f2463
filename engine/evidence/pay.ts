/**
 * Whose pay a change may move. People are paid by the scorecard nearest to them: that of their unit, or of
 * the nearest unit above it, or the one of everything.
 */
import { lineOf } from '../case/duties.ts';
import type { ScorecardDefinition } from '../definition/indicator.ts';
import { all, type Pack } from '../definition/pack.ts';
import { organisationIn } from './people.ts';
import type { CardBeside } from './scores.ts';

/** What a person's pay would have been multiplied with in the last period that has ended. */
export interface PayBeside {
  person: string;
  unit: string;
  was: CardOf | null;
  is: CardOf | null;
  /** Would have had more, or has more for some score from now on. */
  gains: boolean;
}

interface CardOf {
  scorecard: string;
  /** Null: nothing was scored. */
  coefficient: number | null;
}

/** People whom nothing happens to are left out. */
export function payBeside(before: Pack, after: Pack, cards: readonly CardBeside[]): PayBeside[] {
  const [people, peopleAfter] = [peopleIn(before), peopleIn(after)];
  const ids = [...new Set([...people.keys(), ...peopleAfter.keys()])];
  return ids.flatMap((person) => {
    const was = nearestCard(before, people.get(person));
    const is = nearestCard(after, peopleAfter.get(person));
    const paid = {
      person,
      unit: peopleAfter.get(person) ?? people.get(person) ?? '',
      was: coefficientBy(was, cards, 'was'),
      is: coefficientBy(is, cards, 'is'),
    };
    const gains = rises(paid) || paysMore(was, is);
    const same = paid.was?.coefficient === paid.is?.coefficient;
    return same && !gains ? [] : [{ ...paid, gains }];
  });
}

function rises({ was, is }: Pick<PayBeside, 'was' | 'is'>): boolean {
  if (is === null || is.coefficient === null) return false;
  // Who is not scored is paid as they are.
  return is.coefficient > (was?.coefficient ?? 1);
}

/** Is there a score for which the new bands give more? */
function paysMore(
  was: ScorecardDefinition | undefined,
  is: ScorecardDefinition | undefined,
): boolean {
  if (was === undefined || is === undefined || was === is) return false;
  const scores = [...was.pay.bands, ...is.pay.bands].map(({ from }) => from);
  return scores.some((score) => factorAt(is, score) > factorAt(was, score));
}

function factorAt({ pay }: ScorecardDefinition, score: number): number {
  return pay.bands.find(({ from }) => score >= from)?.coefficient ?? 1;
}

function coefficientBy(
  card: ScorecardDefinition | undefined,
  cards: readonly CardBeside[],
  side: 'was' | 'is',
): CardOf | null {
  if (card === undefined) return null;
  const scored = cards.find(({ id }) => id === card.id)?.[side];
  return { scorecard: card.id, coefficient: scored?.coefficient ?? null };
}

/** Person -> unit. */
function peopleIn(pack: Pack): Map<string, string> {
  return new Map(organisationIn(pack)?.people.map(({ id, unit }) => [id, unit]));
}

function nearestCard(pack: Pack, unit: string | undefined): ScorecardDefinition | undefined {
  const org = organisationIn(pack);
  if (org === undefined || unit === undefined) return undefined;
  const cards = all(pack, 'scorecard');
  const line = lineOf(org, unit).flatMap((one) => cards.find((card) => card.unit === one) ?? []);
  return line[0] ?? cards.find((card) => card.unit === undefined);
}
