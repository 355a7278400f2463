import { expect, test } from 'vitest';
import type { RuleRow, RuleSetRow, TableRow } from '../api/rules.ts';
import { fittingRules, fittingTables, type RuleSearch } from './rules-fitting.ts';

const said = (zh: string, en: string) => ({ zh, en });
const row = {
  stage: 'during',
  severity: 'R2',
  record: 'step',
  valid_from: null,
  valid_to: null,
  typical: false,
  findings: 0,
  open_findings: 0,
} as const;
const rules: RuleRow[] = [
  { ...row, id: 'A1', name: said('环节超时', 'Late step'), theme: said('时限', 'Time') },
  {
    ...row,
    id: 'B2',
    name: said('重复收费', 'Charged twice'),
    theme: said('收费', 'Fees'),
    record: 'bill',
    stage: 'after',
  },
];
const document = { hash: '', active_since: '', draft_id: null };
const set: RuleSetRow = { ...document, id: 'audits', name: said('稽查', 'Audits'), rules };
const table: TableRow = {
  ...document,
  id: 'limits',
  name: said('限值', 'Limits'),
  hit: 'U',
  inputs: [],
  outputs: [],
  rows: 1,
};

test.each<[RuleSearch, string[], number]>([
  [{}, ['A1', 'B2'], 1],
  [{ q: '收费' }, ['B2'], 0],
  [{ q: 'late a1' }, ['A1'], 0],
  [{ q: 'audits' }, ['A1', 'B2'], 0],
  [{ q: 'limits' }, [], 1],
  [{ stage: 'after' }, ['B2'], 0],
  [{ severity: 'R1' }, [], 0],
  [{ record: 'bill', theme: '收费' }, ['B2'], 0],
  [{ record: 'bill', theme: '时限' }, [], 0],
])('%j', (search, ids, tables) => {
  expect(fittingRules([set], search).flatMap((one) => one.rules.map(({ id }) => id))).toEqual(ids);
  expect(fittingTables([table], search)).toHaveLength(tables);
});
