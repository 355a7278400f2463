import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkInput } from '@flowmeter/engine/case/forms.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { createAgenda } from './agenda.ts';
import { fillForm } from './fill-form.ts';
import { createChance } from './random.ts';

const name = { zh: '值', en: 'value' };
const at = { today: '2026-03-02', now: Date.parse('2026-03-02T01:00:00Z') };

const facts: Record<string, Fact> = {
  text: { name, type: 'text' },
  word: { name, type: 'string', samples: ['a', 'b'] },
  number: { name, type: 'number', min: 5, max: 9 },
  count: { name, type: 'integer', min: 1 },
  flag: { name, type: 'boolean' },
  choice: { name, type: 'enum', options: [{ value: 'x', name }] },
  day: { name, type: 'date' },
  later: { name, type: 'date', samples: ['P1Y'] },
  before: { name, type: 'date', samples: ['-P3D'] },
  moment: { name, type: 'datetime', samples: ['PT2H'] },
};

test('what is filled in always fits', () => {
  const form = Object.keys(facts).map((fact) => ({ fact }));
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const filled = fillForm(form, facts, createChance(seed), at);
      expect(checkInput(form, facts, filled)).toEqual([]);
    }),
  );
});

test('dates are counted from the day of entry', () => {
  const form = ['day', 'later', 'before', 'moment'].map((fact) => ({ fact }));
  expect(fillForm(form, facts, createChance(1), at)).toEqual({
    day: '2026-03-02',
    later: '2027-03-02',
    before: '2026-02-27',
    moment: '2026-03-02T03:00:00.000Z',
  });
});

test('what is only shown is not filled in, what may be left out sometimes is', () => {
  const form = [
    { fact: 'word', readonly: true },
    { fact: 'flag', optional: true },
  ];
  const filled = Array.from({ length: 50 }, (_, seed) => {
    return Object.keys(fillForm(form, facts, createChance(seed), at)).join();
  });
  expect(new Set(filled)).toEqual(new Set(['', 'flag']));
});

test('the agenda tells things in the order of time, and of asking within one', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (times) => {
      const agenda = createAgenda();
      const names = new Map(times.map((time, index) => [index, time]));
      const ran: number[] = [];
      for (const [index, time] of names) agenda.add(time, async () => void ran.push(index));
      for (let next = agenda.take(); next !== undefined; next = agenda.take()) void next.run();
      const order = [...names]
        .toSorted(([, one], [, other]) => one - other)
        .map(([index]) => index);
      expect(ran).toEqual(order);
    }),
  );
});
