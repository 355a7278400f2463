import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkInput } from '../case/forms.ts';
import type { Fact } from '../definition/facts.ts';
import { fillForm } from './sample-data.ts';
import { createChance } from './chance.ts';

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

test.each([
  ['2026-01-31', 'P1M', '2026-02-28'],
  ['2028-02-29', 'P1Y', '2029-02-28'],
  ['2026-03-02', '-P1Y2M1W1D', '2024-12-25'],
  ['2026-03-02', 'not a duration', '2026-03-02'],
])('from %s %s is %s', (today, sample, day) => {
  const form = [{ fact: 'day' }];
  const dated: Record<string, Fact> = { day: { name, type: 'date', samples: [sample] } };
  expect(fillForm(form, dated, createChance(1), { ...at, today })).toEqual({ day });
});

test('a name is cut to the longest text that a fact takes', () => {
  const short: Record<string, Fact> = {
    code: { name: { zh: '很长的名称', en: 'long' }, type: 'string', max_length: 2 },
  };
  expect(fillForm([{ fact: 'code' }], short, createChance(1), at)).toEqual({ code: '很长' });
});
