/** What a closing says it came to, worked out again from its figures by the definitions it names. */
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { Closing } from '@flowmeter/engine/indicators/closing.ts';
import { scoreCard, scoreIndicator } from '@flowmeter/engine/indicators/score.ts';
import { finding, type Finding } from './findings.ts';

type Said = [what: string, found: string | number | null, said: string | number | null];

export function sumFindings(
  closing: Closing,
  definitions: ReadonlyMap<string, Definition>,
  place: Localized,
): Finding[] {
  const card = definitions.get(closing.hash);
  if (card?.kind !== 'scorecard' || card.id !== closing.scorecard) {
    return [finding('definition_missing', place, { hash: closing.hash })];
  }
  const missing: Finding[] = [];
  const marks: Said[] = closing.items.flatMap(({ indicator, hash, value, n, score }): Said[] => {
    const known = definitions.get(hash);
    if (known?.kind === 'indicator' && known.id === indicator) {
      return [[indicator, scoreIndicator(known, value, n).score, score]];
    }
    missing.push(finding('definition_missing', place, { hash }));
    return [];
  });
  const scores = Object.fromEntries(closing.items.map((one) => [one.indicator, one.score]));
  const again = scoreCard(card, scores);
  const pairs: Said[] = [
    ...marks,
    ['items', namesIn(again.items, scores), namesIn(closing.items, scores)],
    ['score', again.score, closing.score],
    ['coefficient', again.coefficient, closing.coefficient],
    ['grade', again.grade, closing.grade],
  ];
  const differs = pairs.filter(([, found, said]) => found !== said);
  return [
    ...missing,
    ...differs.map(([what, found, said]) =>
      finding('closing_sum', place, { what, found: String(found), said: String(said) }),
    ),
  ];
}

/** Each indicator that was counted, with its weight and what that came to. */
function namesIn(items: readonly Weighed[], counted: Readonly<Record<string, unknown>>): string {
  const names = items.flatMap(({ indicator, weight, effectiveWeight }) =>
    Object.hasOwn(counted, indicator) ? [`${indicator} ${weight} ${effectiveWeight}`] : [],
  );
  return names.join(', ');
}

type Weighed = Pick<Closing['items'][number], 'indicator' | 'weight' | 'effectiveWeight'>;
