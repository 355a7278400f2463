import { expect, test } from 'vitest';
import type { Cell, TableRow } from '@flowmeter/engine/definition/table.ts';
import { BUSINESS_DAY } from '@flowmeter/engine/tables/columns.ts';
import { rowOfGap } from './gap-row.ts';
import { tableDocument } from './tables.fixture.ts';

test.each<[Record<string, Cell>, TableRow]>([
  [{ place: ['south'] }, { when: [[], ['south']], then: ['none'] }],
  [
    { size: [{ from: 5 }], [BUSINESS_DAY]: [{ from: '2027-01-01' }] },
    { when: [[{ from: 5 }], []], then: ['none'], valid_from: '2027-01-01' },
  ],
  [
    { [BUSINESS_DAY]: [{ above: '2026-12-30', below: '2027-01-01' }] },
    { when: [[], []], then: ['none'], valid_from: '2026-12-31', valid_to: '2026-12-31' },
  ],
])('the row for the gap %j', (region, row) => {
  expect(rowOfGap(tableDocument().table, region)).toEqual(row);
});
