import { describe, expect, test } from 'vitest';
import type { FactsDefinition, FactValues } from '../definition/facts.ts';
import type { RecordDefinition } from '../definition/record.ts';
import { TableDefinition } from '../definition/table.ts';
import { givenSource } from '../examples/given.ts';
import { checkCondition } from '../rules/check.ts';
import { interpret } from '../rules/interpret.ts';
import { askableFacts, everyFact } from './facts.ts';

const name = (text: string) => ({ zh: text, en: text });

const facts: FactsDefinition = {
  kind: 'facts',
  id: 'facts',
  name: name('facts'),
  facts: { kva: { name: name('kva'), type: 'number' } },
};

const meter: RecordDefinition = {
  kind: 'record',
  id: 'meter',
  name: name('meter'),
  key: ['no'],
  fields: {
    no: { name: name('no'), type: 'string' },
    error: { name: name('error'), type: 'number' },
  },
};

function tableOf(
  id: string,
  fact: string,
  output: object = {},
  more: object = {},
): TableDefinition {
  return TableDefinition.parse({
    kind: 'table',
    id,
    name: name(id),
    hit: 'U',
    inputs: [{ id: 'asked', fact, name: name('asked'), type: 'number' }],
    outputs: [{ id: 'out', name: name('out'), type: 'integer', ...output }],
    rows: [{ when: [[{ from: 10 }]], then: [1] }],
    ...more,
  });
}

function asks(fact: string) {
  return { fact, operator: 'equal', value: 1 };
}

describe('what cases may be asked', () => {
  const tables = [
    tableOf('of_case', 'kva'),
    tableOf('of_step', 'used_wd'),
    tableOf('of_table', 'of_step.out'),
    tableOf('of_meter', 'error'),
  ];
  const pack = { definitions: [facts, meter, ...tables] };
  const terms = (record: string) => ({ facts: askableFacts(pack), record });

  test.each<[string, string, string[]]>([
    ['of_case.out', 'case', []],
    ['of_step.out', 'step', []],
    ['of_step.out', 'case', ['record_lacks_fact']],
    ['of_table.out', 'case', ['record_lacks_fact']],
    ['of_meter.out', 'case', ['unknown_fact']],
    ['of_case.other', 'case', ['unknown_fact']],
  ])('%s of a %s: %j', (fact, record, codes) => {
    expect(checkCondition(asks(fact), terms(record)).map(({ code }) => code)).toEqual(codes);
  });

  test('records have what their fields give', () => {
    expect(everyFact(pack)).toHaveProperty(['of_meter.out']);
  });
});

describe('what comes of no answer', () => {
  test.each<[string, object, FactValues, unknown]>([
    ['a row', {}, { kva: 10 }, true],
    ['no row, and there is always to be one', {}, { kva: 9 }, 'unknown'],
    ['no row, where there may be none', { nullable: true }, { kva: 9 }, false],
    ['no row, with a default', { default: 1 }, { kva: 9 }, true],
    ['no input', {}, {}, 'unknown'],
    ['no input, where there may be no row', { nullable: true }, {}, 'unknown'],
  ])('%s', (_, output, values, truth) => {
    const table = tableOf('t', 'kva', output);
    const pack = { definitions: [facts, table] };
    const around = { source: givenSource(values, pack), facts: askableFacts(pack) };
    expect(interpret(asks('t.out'), around)).toBe(truth);
  });
});

test.each<[string, object]>([
  ['C', { type: 'list', item: 'integer' }],
  ['C#', { type: 'integer', min: 0 }],
  ['C+', { type: 'integer' }],
])('%s gives %j', (hit, declared) => {
  const table = tableOf('t', 'kva', {}, { hit });
  expect(askableFacts({ definitions: [facts, table] })['t.out']).toMatchObject(declared);
});
