import { describe, expect, test } from 'vitest';
import type { CaseState } from '../case/state.ts';
import { applyEntry } from '../case/fold.ts';
import { caseSource } from '../case/records.ts';
import type { FactValues } from '../definition/facts.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { TableDefinition, TableRow } from '../definition/table.ts';
import { checkPack } from '../definition/check-pack.ts';
import { explain } from '../rules/explain.ts';
import { withVersions } from '../tables/ask.ts';
import { compileFlow, type CompiledFlow } from './compile.ts';
import { end, flowOf, start, task } from './flows.fixture.ts';
import { around, said } from './kinds.fixture.ts';
import { runCommand } from './run.ts';

function tableOf(id: string, fact: string, rows: TableRow[]): TableDefinition {
  return {
    kind: 'table',
    id,
    name: said(id),
    hit: 'U',
    inputs: [{ id: 'asked', fact, name: said('asked'), type: 'integer' }],
    outputs: [{ id: 'out', name: said('out'), type: 'integer' }],
    rows,
  };
}

/** `large` asks `size`, which asks the case's own fact. */
const size = tableOf('size', 'n', [
  { when: [[{ below: 5 }]], then: [1] },
  { when: [[{ from: 5 }]], then: [2] },
]);
const large = tableOf('large', 'size.out', [
  { when: [[{ not: [2] }]], then: [0] },
  { id: 'big', when: [[2]], then: [1] },
]);

const isLarge = { fact: 'large.out', operator: 'equal', value: 1 };

const flow: FlowDefinition = {
  ...flowOf({
    s: { ...start('which'), form: [{ fact: 'n' }] } as never,
    which: {
      kind: 'decision',
      name: said('which'),
      routes: [
        { id: 'yes', to: 'big', when: isLarge },
        { id: 'no', to: 'small' },
      ],
    },
    big: task('e'),
    small: task('e'),
    e: end(),
  }),
};

const pack = { definitions: [...around, size, large] };
const compiled = compileFlow(flow, pack);

async function opened(by: CompiledFlow, data: FactValues): Promise<CaseState> {
  const at = '2026-03-02T01:00:00.000Z';
  const ran = await runCommand(by, null, {
    type: 'open',
    caseId: 'c1',
    at,
    actor: 'p',
    unit: 'u',
    data,
  });
  expect(ran.kind).toBe('done');
  const { entry, state } = ran as Extract<typeof ran, { kind: 'done' }>;
  expect(applyEntry(undefined, entry)).toEqual(state);
  return state;
}

function stepsOf({ visits }: CaseState) {
  return visits.filter(({ status }) => status === 'open').map(({ step }) => step);
}

describe('a decision asks a table, which asks another', () => {
  test.each([
    [4, ['small']],
    [5, ['big']],
  ])('n = %i: %j', async (n, steps) => {
    expect(stepsOf(await opened(compiled, { n }))).toEqual(steps);
  });

  test('the flow is sound beside them', () => {
    const found = checkPack({ definitions: [...pack.definitions, flow] });
    const about = found.filter(({ problem }) => /fact|table/.test(problem.code));
    expect(about.map(({ problem }) => problem.code)).toEqual([]);
  });

  test('what a table needs has to be entered', () => {
    const bare = { ...flow, steps: { ...flow.steps, s: start('which') } };
    const found = checkPack({ definitions: [...pack.definitions, bare] });
    expect(found.map(({ problem }) => problem.code)).toContain('fact_never_entered');
  });
});

describe('a case keeps the tables of its opening', () => {
  test('their hashes stand in its history', async () => {
    const { tables } = await opened(compiled, { n: 4 });
    expect(tables).toEqual({
      large: compiled.tables.hashOf('large'),
      size: compiled.tables.hashOf('size'),
    });
  });

  test('an earlier version goes before the one in force', async () => {
    const later = { ...size, rows: [{ when: [[]], then: [2] }] };
    const now = compileFlow(flow, { definitions: [...around, later, large] });
    const kept = { ...now, tables: withVersions(now.tables, [size]) };
    expect(stepsOf(await opened(now, { n: 4 }))).toEqual(['big']);
    expect(stepsOf(await opened(kept, { n: 4 }))).toEqual(['small']);
  });

  test('a flow that asks none keeps none', async () => {
    const plain = compileFlow(flowOf({ s: start('a'), a: task('e'), e: end() }), pack);
    expect(await opened(plain, {})).not.toHaveProperty('tables');
  });
});

describe('why', () => {
  const { tables, calendars, known } = compiled;
  const reason = async (data: FactValues) => {
    const state = await opened(compiled, { n: 9 });
    const source = caseSource({ ...state, data }, { at: state.openedAt, tables, calendars });
    return explain(isLarge, undefined, source, known);
  };

  test('the row that matched, and what of it', async () => {
    expect(await reason({ n: 7 })).toMatchObject({
      holds: true,
      parts: [
        {
          sentence: { en: 'table “large”: row 2 matches → out 1' },
          parts: [
            {
              sentence: { zh: '第 2 行（big）→ out 1 符合' },
              parts: [{ sentence: { en: 'asked 2: 2 matches' } }],
            },
          ],
        },
      ],
    });
  });

  test('what is missing is what the tables were not given', async () => {
    const state = await opened(compiled, { n: 9 });
    const source = caseSource({ ...state, data: {} }, { at: state.openedAt, tables, calendars });
    expect(source.missing?.('large.out')).toEqual(['n']);
    expect(await reason({})).toMatchObject({ holds: 'unknown' });
  });
});

test('tables that ask one another in a circle are a problem of each', () => {
  const one = tableOf('one', 'other.out', [{ when: [[]], then: [1] }]);
  const other = tableOf('other', 'one.out', [{ when: [[]], then: [1] }]);
  const found = checkPack({ definitions: [one, other] });
  expect(found.map(({ problem }) => problem.code)).toEqual(['table_cycle', 'table_cycle']);
});
