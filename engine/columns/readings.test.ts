import { expect, test } from 'vitest';
import type { Condition } from '../definition/condition.ts';
import { compileRules } from '../rules/compile.ts';
import { dictionary } from '../rules/conditions.fixture.ts';
import { rowsIn } from './bitmap.ts';
import { evaluateColumns } from './evaluate.ts';
import { readingsOf, withReadings } from './readings.ts';
import { tableOf } from './rows.fixture.ts';

const facts = { ...dictionary, 'account.kva': dictionary['kva']! };
const derived: Condition = { fact: 'kva', operator: 'lessThan', value: { fact: 'account.kva' } };
const wide: Condition = {
  all: Array.from(
    { length: 7 },
    (_none, at): Condition => ({
      any: [{ fact: 'load', operator: 'equal', value: at }, { not: derived }],
    }),
  ),
};

test('what is worked out becomes a column, asked of each row once', () => {
  const rules = [derived, wide].map((condition, at) => ({ id: `r${at}`, condition }));
  const program = compileRules(rules, facts);
  const { columns } = tableOf([{ kva: 1 }, { kva: 5 }, {}]);
  const table = { rows: 3, columns: new Map([...columns].filter(([id]) => id === 'kva')) };
  const asked: string[] = [];
  const full = withReadings(program, table, (row) => ({
    read: (fact) => {
      asked.push(`${fact} ${row}`);
      return row + 2;
    },
  }));
  const names = [...readingsOf(program).keys()];
  expect(names.toSorted()).toEqual(['account.kva', 'kva', 'load']);
  expect(asked.filter((one) => one.startsWith('account'))).toHaveLength(3);
  const [answer] = evaluateColumns(program, full);
  expect([[...rowsIn(answer!.hits)], [...rowsIn(answer!.unknown)]]).toEqual([[0], [2]]);
});
