import { describe, expect, test } from 'vitest';
import { pack, put } from '../definition/diff.fixture.ts';
import { find, withDefinition, type Pack } from '../definition/pack.ts';
import { TableDefinition } from '../definition/table.ts';
import type { Definition } from '../definition/kinds.ts';
import { changedIn, type Changed } from './items.ts';
import { quickParts } from './quick.ts';
import { touchesRules } from './backtest.ts';

const flow = find(pack, 'flow', 'supply')!;
const rules = find(pack, 'ruleset', 'audits')!;
const calendar = find(pack, 'calendar', 'cn')!;

const words = (text: string) => ({ zh: text, en: text });

function changing(content: Definition, before: Pack = pack): Changed {
  const base = before.definitions.find(
    ({ kind, id }) => kind === content.kind && id === content.id,
  );
  return changedIn(before, [{ base: base ?? null, content }]);
}

describe('differences', () => {
  const longer = put(flow, 'steps/inspect/limits/0/value', 3);

  test('are said for each definition', async () => {
    const saturdays = put(calendar, 'workdays', [1, 2, 3, 4, 5, 6]);
    const changed = changedIn(pack, [
      { base: flow, content: longer },
      { base: calendar, content: saturdays },
    ]);
    expect((await quickParts(changed, [])).differences).toMatchObject({
      state: 'done',
      content: [
        { kind: 'flow', id: 'supply', differences: [{ kind: 'changed', step: 'inspect' }] },
        { kind: 'calendar', id: 'cn', differences: [{ kind: 'added' }] },
      ],
    });
  });

  test('do not speak of the hint for editors', async () => {
    const hinted = { ...flow, $schema: 'flow.schema.json' };
    expect((await quickParts(changing(hinted), [])).differences).toMatchObject({
      content: [{ differences: [] }],
    });
  });
});

async function proofOf(content: Definition) {
  const { soundness } = await quickParts(changing(content), []);
  const [proof] = soundness.state === 'done' ? soundness.content : [];
  return proof;
}

describe('the proof of a flow', () => {
  test('says what is proven, and how many states were looked at', async () => {
    const proof = await proofOf(flow);
    expect(proof).toMatchObject({ id: 'supply', steps: Object.keys(flow.steps).length });
    expect(proof!.explored).toBeGreaterThan(0);
    expect(proof!.statements.find(({ id }) => id === 'ends')).toEqual({
      id: 'ends',
      verdict: 'proven',
      problems: [],
    });
  });

  test('has the way that refutes a statement', async () => {
    const round = put(flow, 'steps/check/routes', [{ id: 'again', to: 'check' }]);
    const proof = await proofOf(round);
    expect(proof!.statements.find(({ id }) => id === 'ends')).toMatchObject({
      verdict: 'refuted',
      problems: [{ code: 'end_unreachable', details: { steps: expect.any(String) as unknown } }],
    });
  });

  test('does not apply where no flow is changed', async () => {
    expect((await quickParts(changing(calendar), [])).soundness).toMatchObject({ state: 'none' });
  });
});

describe('the analysis', () => {
  const table = TableDefinition.parse({
    kind: 'table',
    id: 'class',
    name: words('class'),
    hit: 'U',
    inputs: [{ id: 'sources', name: words('sources'), type: 'integer', min: 0, max: 9 }],
    outputs: [{ id: 'large', name: words('large'), type: 'boolean' }],
    rows: [
      { when: [[{ to: 1 }]], then: [false] },
      { when: [[{ above: 1 }]], then: [true] },
    ],
  });
  const around = withDefinition(pack, table);

  test('finds the gap that a change opens, with a record in it', async () => {
    const gap = { ...table, rows: table.rows.slice(1) };
    const { analysis } = await quickParts(changing(gap, around), []);
    expect(analysis).toMatchObject({
      state: 'done',
      content: [{ kind: 'table', looked: 1, complete: true, findings: [{ known: false }] }],
    });
    expect(JSON.stringify(analysis)).toContain('table_gap');
  });

  test('tells what was so before', async () => {
    const gap = { ...table, rows: table.rows.slice(1) };
    const named = { ...gap, name: words('classes') };
    const { analysis } = await quickParts(changing(named, withDefinition(pack, gap)), []);
    expect(analysis).toMatchObject({ content: [{ findings: [{ known: true }] }] });
  });

  test('does not apply to flows', async () => {
    expect((await quickParts(changing(flow), [])).analysis).toMatchObject({ state: 'none' });
  });
});

describe('examples', () => {
  const given = { from: '2026-10-09T01:00:00Z', value: 1, unit: 'wd' };
  const examples = {
    kind: 'examples' as const,
    id: 'cn_examples',
    name: { zh: '日历示例', en: 'Calendar examples' },
    of: { kind: 'calendar', id: 'cn' },
    rows: [
      { title: 'over the weekend', given, then: { due: '2026-10-12' } },
      { title: 'never so', given, then: { due: '2026-01-01' } },
    ],
  };
  const saturdays = put(calendar, 'workdays', [1, 2, 3, 4, 5, 6]);

  test('that fail because of it are told from those that fail anyway', async () => {
    const tried = withDefinition(pack, examples);
    expect((await quickParts(changing(saturdays, tried), [])).examples).toMatchObject({
      content: {
        passed: 0,
        failed: 2,
        failures: [
          { title: 'over the weekend', known: false },
          { title: 'never so', known: true },
        ],
      },
    });
  });

  test('do not apply where there are none', async () => {
    expect((await quickParts(changing(saturdays), [])).examples).toMatchObject({ state: 'none' });
  });
});

test('rules may answer otherwise by what they read', () => {
  const saturdays = put(calendar, 'workdays', [1, 2, 3, 4, 5, 6]);
  expect(touchesRules(changing(saturdays))).toBe(true);
  expect(touchesRules(changing(put(flow, 'steps/inspect/limits/0/value', 3)))).toBe(false);
  expect(touchesRules(changing(put(rules, 'name', { zh: '规则', en: 'Rules' })))).toBe(false);
});
