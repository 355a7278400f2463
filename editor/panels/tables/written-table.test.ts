import { expect, test } from 'vitest';
import { tableDocument } from '../../document/tables/tables.fixture.ts';
import { writtenTable } from './written-table.ts';

const { table } = tableDocument();

test('a table is written with a row a line, and read back as it was', () => {
  const tricky = {
    ...table,
    name: { zh: '\n  "rows": []', en: '$& "rows": []' },
    rows: [...table.rows, { when: [[], ['$1']], then: ["$'"] }],
  };
  const text = writtenTable(tricky);
  expect(JSON.parse(text)).toEqual(tricky);
  expect(text).toContain('\n    {"when":[[],["north"]],"then":["b"]},\n');
});
