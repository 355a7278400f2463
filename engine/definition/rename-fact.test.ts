import { describe, expect, test } from 'vitest';
import { type Json, withFactRenamed } from './rename-fact.ts';

const renaming = { id: 'old', to: 'new_id' };
const is = { fact: 'old', operator: 'equal', value: { fact: 'old' } };
const isNew = { fact: 'new_id', operator: 'equal', value: { fact: 'new_id' } };
const asking = { kind: 'table', id: 't', inputs: [{ id: 'old' }, { id: 'x', fact: 'old' }] };
const find = (kind: string) => (kind === 'table' ? asking : ruled('case'));

function ruled(record: string): Json {
  return { kind: 'ruleset', id: 'set', rules: [{ record, conditions: { all: [is] } }] };
}

describe('speaks of the fact by its new id', () => {
  test.each<[what: string, content: Json, renamed: Json, places: number]>([
    [
      'a flow: title, forms, conditions, what is sent, handed over, waited for',
      {
        kind: 'flow',
        title_fact: 'old',
        limits: [{ when: { any: [is] } }],
        steps: {
          old: { form: [{ fact: 'old' }], routes: [{ id: 'old', when: { not: is } }] },
          send: { does: { send: { data: { old: 'old' }, takes: [{ fact: 'old' }] } } },
          set: { does: { set: [{ fact: 'old', value: { fact: 'old' } }] } },
          call: { in: { old: 'old' }, out: { old: 'outcome' }, over: 'old', item_fact: 'old' },
          wait: { until: { fact: 'old' }, message: { name: 'old', key: 'old' } },
        },
      },
      {
        kind: 'flow',
        title_fact: 'new_id',
        limits: [{ when: { any: [isNew] } }],
        steps: {
          old: { form: [{ fact: 'new_id' }], routes: [{ id: 'old', when: { not: isNew } }] },
          send: { does: { send: { data: { old: 'new_id' }, takes: [{ fact: 'new_id' }] } } },
          set: { does: { set: [{ fact: 'new_id', value: { fact: 'new_id' } }] } },
          call: {
            in: { new_id: 'new_id' },
            out: { new_id: 'outcome' },
            over: 'new_id',
            item_fact: 'new_id',
          },
          wait: { until: { fact: 'new_id' }, message: { name: 'old', key: 'new_id' } },
        },
      },
      17,
    ],
    [
      'a rule about cases: its words too',
      {
        kind: 'ruleset',
        rules: [{ record: 'case', conditions: is, message: { zh: '{old}', en: 'old' } }],
      },
      {
        kind: 'ruleset',
        rules: [{ record: 'case', conditions: isNew, message: { zh: '{new_id}', en: 'old' } }],
      },
      3,
    ],
    [
      'arguments that are moments, and no others',
      {
        kind: 'indicator',
        over: { record: 'case', period_by: 'old' },
        measure: { of: { fact: 'working_days', params: { from: 'old', calendar: 'old' } } },
      },
      {
        kind: 'indicator',
        over: { record: 'case', period_by: 'new_id' },
        measure: { of: { fact: 'working_days', params: { from: 'new_id', calendar: 'old' } } },
      },
      2,
    ],
    [
      'a table: the ids of its inputs stay',
      asking,
      {
        ...asking,
        inputs: [
          { id: 'old', fact: 'new_id' },
          { id: 'x', fact: 'new_id' },
        ],
      },
      2,
    ],
    [
      'derived facts: what the table took by the shared id is handed to it',
      { kind: 'derived', facts: { d: { value: { table: 't', output: 'o' } } } },
      {
        kind: 'derived',
        facts: {
          d: {
            value: {
              table: 't',
              output: 'o',
              inputs: { old: { fact: 'old' }, x: { fact: 'old' } },
            },
          },
        },
      },
      2,
    ],
    [
      'examples of a flow',
      {
        kind: 'examples',
        of: { kind: 'flow', id: 'f' },
        rows: [{ given: { data: { old: 1 } }, when: [{ data: { old: 2 } }] }],
      },
      {
        kind: 'examples',
        of: { kind: 'flow', id: 'f' },
        rows: [{ given: { data: { new_id: 1 } }, when: [{ data: { new_id: 2 } }] }],
      },
      2,
    ],
    [
      'examples of rules: readings by their names',
      {
        kind: 'examples',
        of: { kind: 'ruleset', id: 'set' },
        rows: [{ given: { old: 1, 'working_days(from=old,to=now)': 2 } }],
      },
      {
        kind: 'examples',
        of: { kind: 'ruleset', id: 'set' },
        rows: [{ given: { new_id: 1, 'working_days(from=new_id,to=now)': 2 } }],
      },
      2,
    ],
  ])('%s', (_, content, renamed, places) => {
    expect(withFactRenamed(content, renaming, find)).toEqual({ content: renamed, places });
  });
});

describe('is left as it was', () => {
  test.each<[what: string, content: Json]>([
    ['a rule about records, which have fields of their own', ruled('bill')],
    [
      'words where a threshold is called so',
      {
        kind: 'ruleset',
        rules: [{ record: 'case', params: { old: {} }, message: { zh: '{old}' } }],
      },
    ],
    [
      'examples of a table, which go by its inputs',
      { kind: 'examples', of: { kind: 'table', id: 't' }, rows: [{ given: { old: 1 } }] },
    ],
    ['an unfinished draft', { kind: 'flow', id: 'f', steps: null }],
    ['a kind that speaks of no facts', { kind: 'scorecard', items: [{ indicator: 'old' }] }],
  ])('%s', (_, content) => {
    expect(withFactRenamed(content, renaming, find)).toEqual({ content, places: 0 });
  });
});
