import { expect, test } from 'vitest';
import type { TableExample } from '../definition/examples.ts';
import type { TableDefinition } from '../definition/table.ts';
import { checkTableExample } from './table.ts';

const said = (words: string) => ({ zh: words, en: words });

const table: TableDefinition = {
  kind: 'table',
  id: 'fees',
  name: said('Fees'),
  hit: 'U',
  inputs: [{ id: 'size', name: said('Size'), type: 'number' }],
  outputs: [{ id: 'fee', name: said('Fee'), type: 'number' }],
  rows: [{ when: [[{ below: 5 }]], then: [1] }],
};
const pack = { definitions: [table] };

test.each<[TableExample['given'], TableExample['then'], { zh: string; en: string }[]]>([
  [{ size: 3 }, { outputs: { fee: 1 }, rows: [1] }, []],
  [
    { size: 3 },
    { outputs: { fee: 2 } },
    [{ zh: '输出为 {"fee":1}，应为 {"fee":2}', en: 'outputs {"fee":1}, expected {"fee":2}' }],
  ],
  [{ size: 3 }, { rows: [2] }, [{ zh: '符合的行为 [1]，应为 [2]', en: 'rows [1], expected [2]' }]],
  [{ size: 3, place: 'north' }, {}, [{ zh: '没有输入列 place', en: 'there is no input place' }]],
  [{}, { unknown: [] }, [{ zh: '缺少为 ["size"]，应为 []', en: 'unknown ["size"], expected []' }]],
])('%j against %j differs by %j, in both languages', (given, then, differences) => {
  expect(checkTableExample(table, { title: 'row', given, then }, pack)).toEqual(differences);
});
