/** Whom a change concerns, as far as whoever asks may see them. */
import type { z } from 'zod';
import type { PeopleAffected } from '@flowmeter/engine/evidence/people.ts';
import type { PayBeside } from '@flowmeter/engine/evidence/pay.ts';
import type { Actor } from '../app-env.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf } from '../names.ts';
import type { EvidenceView } from '../views/evidence.ts';

type View = NonNullable<z.infer<typeof EvidenceView>['parts']['people']['content']>;

export function peopleView(
  inForce: InForce,
  { sees }: Actor,
  { steps, posts, scores, pay, barred }: PeopleAffected,
): View {
  const names = namesOf(inForce);
  const isAll = inForce.organisation()?.units.every(({ id }) => sees.has(id)) ?? false;
  const shownScores = scores.filter(({ unit }) => (unit === null ? isAll : sees.has(unit)));
  const shownPay = pay.filter(({ unit }) => sees.has(unit));
  return {
    steps: steps.map(({ flow, step, name, kind, posts: by }) => ({
      flow,
      step: { id: step, name },
      kind,
      posts: by.map((id) => names.post(id)),
    })),
    posts: posts.map(({ id, name, people }) => ({
      post: { id, name },
      count: people.length,
      people: people
        .filter(({ unit }) => sees.has(unit))
        .map((one) => ({ person: names.person(one.id), unit: names.unit(one.unit) })),
    })),
    scores: shownScores.map(({ id, name, unit, items, ...card }) => ({
      ...card,
      scorecard: { id, name },
      unit: unit === null ? null : names.unit(unit),
      items: items.map((item) => ({
        indicator: { id: item.id, name: item.name },
        was: item.was,
        is: item.is,
      })),
    })),
    pay: shownPay.map(({ person, unit, was, is, gains }) => ({
      person: names.person(person),
      unit: names.unit(unit),
      was: cardView(inForce, was, scores),
      is: cardView(inForce, is, scores),
      gains,
    })),
    barred: {
      count: barred.length,
      people: barred.filter(({ unit }) => sees.has(unit)).map(({ id }) => names.person(id)),
    },
    hidden: { scores: scores.length - shownScores.length, pay: pay.length - shownPay.length },
  };
}

function cardView(inForce: InForce, card: PayBeside['was'], scores: PeopleAffected['scores']) {
  if (card === null) return null;
  const { scorecard: id, coefficient } = card;
  const name = scores.find((one) => one.id === id)?.name;
  return {
    scorecard: named(id, name ?? inForce.active('scorecard', id)?.definition.name),
    coefficient,
  };
}
