import { describe, expect, test } from 'vitest';
import type { FactsDefinition } from '../definition/facts.ts';
import { TableDefinition } from '../definition/table.ts';
import { wordsOf } from '../problem.ts';
import { checkTable } from './check.ts';
import { cellOf } from './cells.ts';
import { compileTable } from './compile.ts';
import { sayCell } from './words.ts';
import { spaceOf } from './space.ts';

const name = (text: string) => ({ zh: text, en: text });

const facts: FactsDefinition = {
  kind: 'facts',
  id: 'facts',
  name: name('facts'),
  facts: {
    kva: { name: name('kva'), type: 'number', unit: 'kVA', min: 0, max: 1000 },
    kind: {
      name: name('kind'),
      type: 'enum',
      options: [
        { value: 'a', name: name('A') },
        { value: 'b', name: name('B') },
      ],
    },
  },
};

const input = {
  kva: { id: 'kva', name: name('kva'), type: 'number' },
  kind: { id: 'kind', name: name('kind'), type: 'enum' },
};
const days = { id: 'days', name: name('days'), type: 'integer' };

function problemsOf(more: object): string[] {
  const table = TableDefinition.parse({
    kind: 'table',
    id: 't',
    name: name('t'),
    hit: 'U',
    inputs: [input.kva, input.kind],
    outputs: [days],
    rows: [{ when: [[], []], then: [1] }],
    ...more,
  });
  return checkTable(table, { definitions: [facts, table] }).map(
    ({ code, at, level }) => `${code} ${at}${level === 'warning' ? ' (warning)' : ''}`,
  );
}

const row = (when: unknown[], then: unknown[] = [1], more: object = {}) => ({
  when,
  then,
  ...more,
});

describe('well made', () => {
  test.each<[string, object]>([
    ['everything in one row', {}],
    [
      'intervals that meet',
      { rows: [row([[{ below: 100 }], []]), row([[{ from: 100 }], []], [2])] },
    ],
    ['names and all others', { rows: [row([[], ['a']]), row([[], [{ not: ['a'] }]], [2])] }],
    [
      'handed over by who asks',
      { inputs: [{ id: 'free', name: name('free'), type: 'integer' }], rows: [row([[]])] },
    ],
    ['a gap with a default', { outputs: [{ ...days, default: 0 }], rows: [row([[5], []])] }],
  ])('%s', (_, more) => {
    expect(problemsOf(more)).toEqual([]);
  });
});

describe('not well made', () => {
  test.each<[string, object, string[]]>([
    ['a row too narrow', { rows: [row([[]])] }, ['table_row_width /rows/0/when']],
    ['a row too wide', { rows: [row([[], []], [1, 2])] }, ['table_row_width /rows/0/then']],
    ['text for a number', { rows: [row([['5'], []])] }, ['table_cell_type /rows/0/when/0/0']],
    [
      'a bound of another type',
      { rows: [row([[{ from: '5' }], []])] },
      ['table_cell_type /rows/0/when/0/0/from'],
    ],
    ['outside the domain', { rows: [row([[1001], []])] }, ['table_cell_outside /rows/0/when/0/0']],
    ['no option', { rows: [row([[], ['c']])] }, ['table_cell_outside /rows/0/when/1/0']],
    [
      'an interval of options',
      { rows: [row([[], [{ from: 'a' }]])] },
      ['table_cell_unordered /rows/0/when/1/0'],
    ],
    [
      'an interval the wrong way round',
      { rows: [row([[{ from: 5, below: 5 }], []])] },
      ['table_cell_empty /rows/0/when/0'],
    ],
    [
      'a result of another type',
      { rows: [row([[], []], ['x'])] },
      ['table_cell_type /rows/0/then/0'],
    ],
    ['no result', { rows: [row([[], []], [null])] }, ['table_cell_type /rows/0/then/0']],
    [
      'a fact that is not declared',
      { inputs: [{ ...input.kva, fact: 'kwh' }, input.kind] },
      ['unknown_fact /inputs/0/fact'],
    ],
    [
      'a fact of another type',
      { inputs: [{ ...input.kva, fact: 'kind' }, input.kind] },
      ['table_fact_other_type /inputs/0/type'],
    ],
    [
      'a computed fact with other arguments than its own',
      {
        inputs: [{ ...input.kva, fact: 'step_visits', params: { stop: 'a' } }, input.kind],
      },
      ['argument_unknown /inputs/0/params/stop', 'argument_missing /inputs/0/params'],
    ],
    ['an id twice', { inputs: [input.kva, { ...input.kva }] }, ['duplicate_id /inputs/1/id']],
    [
      'a default for some',
      {
        outputs: [
          { ...days, default: 1 },
          { ...days, id: 'more' },
        ],
        rows: [row([[], []], [1, 2])],
      },
      ['table_default_missing /outputs/1'],
    ],
    ['ranks that are not said', { hit: 'P' }, ['table_without_ranks /hit']],
    [
      'a sum of text',
      { hit: 'C+', outputs: [{ ...days, type: 'string' }], rows: [row([[], []], ['x'])] },
      ['table_figure_type /outputs/0/type'],
    ],
    [
      'a sum of two',
      { hit: 'C+', outputs: [days, { ...days, id: 'more' }], rows: [row([[], []], [1, 2])] },
      ['table_figure_outputs /outputs'],
    ],
    [
      'a list with nothing in it',
      { hit: 'C', outputs: [{ ...days, nullable: true }] },
      ['table_null_in_list /outputs/0/nullable'],
    ],
    [
      'valid the wrong way round',
      { rows: [row([[], []], [1], { valid_from: '2026-02-01', valid_to: '2026-01-01' })] },
      ['validity_reversed /rows/0/valid_to'],
    ],
  ])('%s', (_, more, problems) => {
    expect(problemsOf(more)).toEqual(problems);
  });
});

describe('what the rows come to refuses, or warns', () => {
  test.each<[string, object, string[]]>([
    ['U', { rows: [row([[{ to: 5 }], []]), row([[{ from: 5 }], []])] }, ['table_overlap /rows/1']],
    [
      'A',
      { hit: 'A', rows: [row([[{ to: 5 }], []]), row([[{ from: 5 }], []], [2])] },
      ['table_disagreement /rows/1'],
    ],
    ['F', { hit: 'F', rows: [row([[], []]), row([[5], []], [2])] }, ['table_masked /rows/1']],
    ['twice', { hit: 'C', rows: [row([[5], []]), row([[5], []])] }, ['table_duplicate /rows/0']],
    ['a gap', { rows: [row([[{ below: 5 }], []])] }, ['table_gap /rows (warning)']],
  ])('%s', (_, more, problems) => {
    expect(problemsOf(more)).toEqual(expect.arrayContaining(problems));
  });
});

test('a problem says what it is about, in both languages', () => {
  const table = TableDefinition.parse({
    kind: 'table',
    id: 't',
    name: name('t'),
    hit: 'U',
    inputs: [input.kva, input.kind],
    outputs: [days],
    rows: [row([[{ below: 100 }], []]), row([[{ from: 100 }], ['a']], [2])],
  });
  const [gap] = checkTable(table, { definitions: [facts, table] }).map(wordsOf);
  expect(gap).toEqual({
    zh: '没有一行符合：kva ≥ 100 kVA 且 kind B（例如：kva 100 kVA，kind B）',
    en: 'No row matches where kva ≥ 100 kVA and kind B (for example: kva 100 kVA, kind B)',
  });
});

describe('classes as cells, and cells in words', () => {
  const cells = [[{ from: 10, below: 35 }], [5], [{ above: 35 }], [{ not: [5] }], []];
  const table = TableDefinition.parse({
    kind: 'table',
    id: 't',
    name: name('t'),
    hit: 'C',
    inputs: [input.kva, input.kind],
    outputs: [days],
    rows: cells.map((cell) => row([cell, []])),
  });
  const { axes, boxes } = spaceOf(compileTable(table, facts.facts));

  test.each([
    [0, [{ from: 10, below: 35 }], '≥ 10 且 < 35 kVA'],
    [1, [5], '5 kVA'],
    [2, [{ above: 35 }], '> 35 kVA'],
    [3, [{ below: 5 }, { above: 5 }], '< 5 kVA、> 5 kVA'],
    [4, [], '不限'],
  ])('row %i', (index, cell, words) => {
    const [axis, ranges] = [axes[0]!, boxes[index]![0]!];
    expect(cellOf(axis, ranges)).toEqual(cell);
    expect(sayCell(axis.column, cell).zh).toBe(words);
  });
});
