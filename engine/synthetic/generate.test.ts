import { describe, expect, test } from 'vitest';
import { account, packOf, words } from '../records/records.fixture.ts';
import type { Rule } from '../definition/ruleset.ts';
import { generate } from './generate.ts';
import type { SyntheticPlan } from './plan.ts';

const rule = { id: 'R1', record: 'use' } as Rule;
const pack = packOf({ kind: 'ruleset', id: 'set', name: words('set'), rules: [rule] });

const used = {
  use_id: { code: 'U', of: { of: 'use.n' }, digits: 2 },
  account_id: { of: 'holder.account_id' },
  month: null,
  used: { between: [5, 9] as [number, number] },
  read_at: { of: 'plan.until' },
  kind: 'real',
  reader: null,
};

function plan(anomaly: Partial<SyntheticPlan['anomalies'][number]> = {}): SyntheticPlan {
  const { customer_id: _, ...fields } = account.fields;
  return {
    kind: 'synthetic',
    id: 'plan',
    name: words('plan'),
    label: words('made up'),
    until: '2026-06-30',
    rate: 0,
    groups: {
      holders: {
        name: words('holders'),
        per: 1,
        least: 2,
        part: {
          id: 'holder',
          let: { account_id: { code: 'A', of: { of: 'holder.n' }, digits: 3 } },
          parts: [
            {
              id: 'account',
              record: 'account',
              fields: {
                ...Object.fromEntries(Object.keys(fields).map((id) => [id, null])),
                account_id: { of: 'holder.account_id' },
                customer_id: null,
              },
            },
            { id: 'use', record: 'use', repeat: { of: 'plan.months' }, fields: used },
          ],
        },
      },
    },
    anomalies: [
      {
        rule: 'R1',
        group: 'holders',
        at: { part: 'use', n: 3, last: 2 },
        set: { 'use.used': { function: 'multiply', of: [{ of: 'use.used' }, 0] } },
        mark: ['use'],
        ...anomaly,
      },
    ],
  };
}

function made(anomaly?: Parameters<typeof plan>[0], more = {}) {
  return [...generate(plan(anomaly), pack, { size: 4, months: 5, seed: 3, ...more })];
}

/** What each of a holder used, month by month. */
function usedBy(holder: number, batches: ReturnType<typeof made>) {
  const rows = batches[holder]?.rows ?? [];
  return rows.filter(({ record }) => record === 'use').map(({ values }) => values[3]);
}

describe('what is planted', () => {
  test('is in the window, in the second of a group, and nowhere else', () => {
    const batches = made();
    expect(usedBy(1, batches).map((value) => value === 0)).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
    expect([0, 2, 3].flatMap((holder) => usedBy(holder, batches))).not.toContain(0);
  });

  test('marks the last of its window, or each', () => {
    expect(made().flatMap((batch) => batch.planted)).toEqual([
      { rule: 'R1', record: 'use', key: ['U03'] },
    ]);
    const each = made({ each: true }).flatMap((batch) => batch.planted);
    expect(each.map(({ key }) => key)).toEqual([['U02'], ['U03']]);
  });

  test('comes by its rate besides', () => {
    const all = made({ rate: 1 }, { times: 1 });
    expect(all.map(({ planted }) => planted.length)).toEqual([1, 1, 1, 1]);
    const none = made({ rate: 1 }, { times: 0 });
    expect(none.map(({ planted }) => planted.length)).toEqual([0, 1, 0, 0]);
  });

  test('may be so many instead', () => {
    const batches = made({ repeat: { use: 2 }, at: { part: 'use', n: 1 } });
    expect(batches.map((_, holder) => usedBy(holder, batches).length)).toEqual([5, 2, 5, 5]);
  });
});

test.each([
  ['a part', { set: { 'other.used': 0 } }, 'there is no other.used'],
  ['a rule', { rule: 'R2' }, 'there is no rule R2'],
  ['a group', { group: 'none' }, 'there is no group none'],
  ['a function', { set: { 'use.used': { function: 'f', of: [] } } }, 'there is no function f'],
  ['a mark', { mark: ['nobody'] }, 'there is no nobody'],
])('%s that there is not is refused', (_name, anomaly, message) => {
  expect(() => made(anomaly)).toThrow(message);
});
