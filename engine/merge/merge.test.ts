import { describe, expect, test } from 'vitest';
import { pack, put, relist } from '../definition/diff.fixture.ts';
import { find } from '../definition/pack.ts';
import { TableDefinition } from '../definition/table.ts';
import { type Choices, mergeDefinitions } from './merge.ts';

const flow = find(pack, 'flow', 'supply')!;
const rules = find(pack, 'ruleset', 'audits')!;

const merge = (base: unknown, mine: unknown, theirs: unknown, choices?: Choices) =>
  mergeDefinitions({ base, mine, theirs }, choices, pack);

const rule = (id: string) => ({ ...rules.rules[0]!, id, key: id });

const name = (zh: string, en: string) => ({ zh, en });

const route = (id: string, to: string) => ({ id, to, name: { zh: id, en: id } });

describe('what one side left alone is the other’s', () => {
  type Edit = <T extends object>(document: T) => T;
  test.each<[what: string, mine: Edit, theirs: Edit]>([
    [
      'two steps',
      (one) => put(one, 'steps/accept/clock', 'customer'),
      (one) => put(one, 'steps/check/limits/0/value', 7),
    ],
    [
      'two fields of one step',
      (one) => put(one, 'steps/accept/clock', 'customer'),
      (one) => put(one, 'steps/accept/name', { zh: '受理申请', en: 'Take in' }),
    ],
    [
      'a route put in, another changed',
      (one) => relist(one, 'steps/accept/routes', (all) => [...all, route('new', 'check')]),
      (one) => put(one, 'steps/accept/routes/2/to', 'check'),
    ],
    [
      'one route taken out, another moved',
      (one) => relist(one, 'steps/accept/routes', ([a, b, c]) => [c, a, b]),
      (one) =>
        relist(one, 'steps/accept/routes', (all) =>
          all.filter((way) => (way as { id: string }).id !== 'no'),
        ),
    ],
    [
      'a step taken out, another put in',
      (one) => put(put(one, 'steps/check', undefined), 'steps/is_important/routes/0/to', 'end'),
      (one) => put(one, 'steps/more', { kind: 'end', name: { zh: '完', en: 'Over' }, routes: [] }),
    ],
  ])('%s', (_, mine, theirs) => {
    const merged = merge(flow, mine(flow), theirs(flow));
    expect(merged.conflicts).toEqual([]);
    expect(merged.merged).toEqual(theirs(mine(flow)));
    expect(merge(flow, theirs(flow), mine(flow)).merged).toEqual(merged.merged);
  });

  test('routes of both at one spot are all there, in an order that does not depend on who merges', () => {
    const mine = relist(flow, 'steps/accept/routes', ([a, ...rest]) => [
      a,
      route('q', 'end'),
      ...rest,
    ]);
    const theirs = relist(flow, 'steps/accept/routes', ([a, ...rest]) => [
      a,
      route('p', 'end'),
      ...rest,
    ]);
    const ids = ({ merged }: { merged: unknown }) =>
      (merged as typeof flow).steps['accept']!.routes.map(({ id }) => id);
    expect(ids(merge(flow, mine, theirs))).toEqual(['ok', 'p', 'q', 'no', 'later']);
    expect(ids(merge(flow, theirs, mine))).toEqual(['ok', 'p', 'q', 'no', 'later']);
  });
});

describe('what both changed has a name, a place, and what each did', () => {
  test('a figure', () => {
    const { merged, conflicts, problems } = merge(
      flow,
      put(flow, 'steps/check/limits/0/value', 3),
      put(flow, 'steps/check/limits/0/value', 7),
    );
    expect(conflicts).toMatchObject([
      {
        id: '/steps/check/limits/statutory/value',
        kind: 'changed',
        at: '/steps/check/limits/0/value',
        name: {
          zh: '时限“竣工检验-法定”的取值',
          en: 'value of limit “Final check – statutory”',
        },
        base: 5,
        mine: 3,
        theirs: 7,
        told: {
          mine: [{ zh: '时限“竣工检验-法定”由 5 工作日改为 3 工作日' }],
          theirs: [{ zh: '时限“竣工检验-法定”由 5 工作日改为 7 工作日' }],
        },
        choice: null,
      },
    ]);
    expect(merged).toEqual(flow);
    expect(problems).toEqual([]);
  });

  test('a figure and its unit belong together', () => {
    const mine = put(flow, 'steps/check/limits/0/value', 8);
    const theirs = put(flow, 'steps/check/limits/0/unit', 'h');
    const { conflicts } = merge(flow, mine, theirs);
    expect(conflicts.map(({ id }) => id)).toEqual(['/steps/check/limits/statutory/value']);
    const chosen = merge(flow, mine, theirs, { '/steps/check/limits/statutory/value': 'theirs' });
    expect(chosen.merged).toEqual(theirs);
  });

  test('a step that one changed and the other took out', () => {
    const mine = put(flow, 'steps/check/clock', 'customer');
    const theirs = put(
      put(flow, 'steps/check', undefined),
      'steps/is_important/routes/0/to',
      'end',
    );
    const { conflicts } = merge(flow, mine, theirs);
    expect(conflicts).toMatchObject([
      {
        id: '/steps/check',
        at: '/steps/check',
        name: { zh: '环节“竣工检验”' },
        told: { theirs: [{ zh: '删除人工任务“竣工检验”' }] },
      },
    ]);
    const chosen = merge(flow, mine, theirs, { '/steps/check': 'mine' });
    expect(chosen.merged).toEqual(put(mine, 'steps/is_important/routes/0/to', 'end'));
  });

  test('a step that one took out and the other newly leads to', () => {
    const mine = put(put(flow, 'steps/check', undefined), 'steps/is_important/routes/0/to', 'end');
    const theirs = put(flow, 'steps/accept/routes/2/to', 'check');
    expect(merge(flow, mine, theirs).conflicts).toMatchObject([
      { id: '/steps/check', kind: 'used', told: { theirs: [{ zh: '新的内容用到它' }] } },
    ]);
  });

  test('an order', () => {
    const mine = relist(flow, 'steps/accept/routes', ([a, b, c]) => [c, a, b]);
    const theirs = relist(flow, 'steps/accept/routes', ([a, b, c]) => [a, c, b]);
    const { conflicts, merged } = merge(flow, mine, theirs);
    expect(conflicts).toMatchObject([
      { id: '/steps/accept/routes#order', kind: 'order', at: '/steps/accept/routes' },
    ]);
    expect(merged).toEqual(flow);
    const id = '/steps/accept/routes#order';
    expect(merge(flow, mine, theirs, { [id]: 'mine' }).merged).toEqual(mine);
    expect(merge(flow, mine, theirs, { [id]: 'theirs' }).merged).toEqual(theirs);
  });

  test('a condition is one thing', () => {
    const when = { fact: 'elapsed_wd', operator: 'greaterThan', value: 3 };
    const other = { fact: 'elapsed_wd', operator: 'lessThan', value: { param: 'most' } };
    const mine = put(rules, 'rules/0/conditions', when);
    const theirs = put(rules, 'rules/0/conditions', other);
    expect(merge(rules, mine, theirs).conflicts).toMatchObject([
      { id: '/rules/A15/conditions', at: '/rules/0/conditions', mine: when, theirs: other },
    ]);
  });

  test('the place is that of the merged document', () => {
    const mine = relist(rules, 'rules', ([a, b]) => [{ ...(a as object), id: 'A01' }, b]);
    const renamed = put(rules, 'rules/1/severity', 'R1');
    const theirs = relist(put(rules, 'rules/1/severity', 'R4'), 'rules', (all) => all);
    const { conflicts } = merge(rules, put(mine, 'rules/1/severity', 'R1'), theirs);
    expect(conflicts).toMatchObject([{ id: '/rules/A16/severity', at: '/rules/1/severity' }]);
    expect(merge(rules, renamed, theirs).conflicts).toHaveLength(1);
  });
});

describe('a result that is no definition says why', () => {
  test('with the places', () => {
    const mine = put(flow, 'owner_post', undefined);
    const { problems } = merge(flow, mine, put(flow, 'steps/accept/clock', 'customer'));
    expect(problems).toMatchObject([{ code: 'schema', at: '/owner_post' }]);
  });

  test.each<[string, unknown, unknown, unknown]>([
    ['text', flow, 'x', 3],
    ['nothing', null, null, flow],
    ['lists', [], [1], [2]],
  ])('whatever the documents are: %s', (_, base, mine, theirs) => {
    expect(merge(base, mine, theirs)).toHaveProperty('problems');
  });
});

describe('what began with nothing', () => {
  test('is put together by what has a name of its own', () => {
    const mine = { ...rules, rules: [rule('X1')] };
    const theirs = { ...rules, rules: [rule('X2')] };
    const { merged, conflicts } = merge(null, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(merged).toEqual({ ...rules, rules: [rule('X1'), rule('X2')] });
  });
});

describe('tables', () => {
  const table = TableDefinition.parse({
    kind: 'table',
    id: 'reply_days',
    name: name('答复时限', 'Reply time'),
    hit: 'F',
    inputs: [
      { id: 'kv', name: name('电压', 'Voltage'), type: 'number', unit: 'kV' },
      { id: 'area', name: name('地区', 'Area'), type: 'string' },
    ],
    outputs: [{ id: 'days', name: name('天数', 'Days'), type: 'integer', unit: 'd' }],
    rows: [
      { when: [[{ from: 35 }], []], then: [20] },
      { when: [[{ from: 10, below: 35 }], ['rural']], then: [15] },
      { when: [[], []], then: [10] },
    ],
  });
  const [first, second, third] = table.rows as [object, object, object];
  const phases = { id: 'phases', name: name('相数', 'Phases'), type: 'integer' };

  test('a row put in, and a cell of another row', () => {
    const row = { when: [[{ from: 100 }], []], then: [30] };
    const mine = relist(table, 'rows', (all) => [row, ...all]);
    const theirs = put(table, 'rows/2/then/0', 12);
    const { merged, conflicts } = merge(table, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(merged).toEqual({
      ...table,
      rows: [row, first, second, { when: [[], []], then: [12] }],
    });
  });

  test('a column put in, and rows put in and changed', () => {
    const mine = {
      ...table,
      inputs: [table.inputs[0], phases, table.inputs[1]],
      rows: table.rows.map(({ when: [a, b], then }) => ({ when: [a, [3], b], then })),
    };
    const row = { when: [[{ from: 100 }], ['urban']], then: [30] };
    const theirs = put(
      relist(table, 'rows', (all) => [row, ...all]),
      'rows/3/then/0',
      12,
    );
    const { merged, conflicts } = merge(table, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(merged).toMatchObject({
      rows: [
        { when: [[{ from: 100 }], [], ['urban']], then: [30] },
        { when: [[{ from: 35 }], [3], []], then: [20] },
        { when: [[{ from: 10, below: 35 }], [3], ['rural']], then: [15] },
        { when: [[], [3], []], then: [12] },
      ],
    });
  });

  test('a cell that both changed', () => {
    const { conflicts } = merge(
      table,
      put(table, 'rows/1/when/1', ['urban']),
      put(table, 'rows/1/when/1', []),
    );
    expect(conflicts).toMatchObject([
      {
        id: '/rows/1/when/area',
        at: '/rows/1/when/1',
        name: { zh: '第 2 行的“地区”', en: '“Area” of row 2' },
        mine: ['urban'],
        theirs: [],
      },
    ]);
  });

  test('a column that one took out and the other filled', () => {
    const mine = {
      ...table,
      inputs: [table.inputs[0]],
      rows: table.rows.map(({ when: [a], then }) => ({ when: [a], then })),
    };
    const theirs = put(table, 'rows/2/when/1', ['urban']);
    const { conflicts } = merge(table, mine, theirs);
    expect(conflicts).toMatchObject([{ id: '/inputs/area', kind: 'used', at: '/inputs/1' }]);
    expect(merge(table, mine, theirs, { '/inputs/area': 'theirs' }).merged).toEqual(theirs);
    expect(merge(table, mine, theirs, { '/inputs/area': 'mine' }).merged).toEqual(mine);
  });

  test('a row that both changed in part, one of them also moving it', () => {
    const mine = put(table, 'rows/0/then/0', 22);
    const theirs = relist(table, 'rows', ([a, b, c]) => [b, a, c]);
    expect(merge(table, mine, theirs).merged).toEqual({
      ...table,
      rows: [second, { ...first, then: [22] }, third],
    });
  });
});
