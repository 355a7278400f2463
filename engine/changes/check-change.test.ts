import { describe, expect, test } from 'vitest';
import { pack, put } from '../definition/diff.fixture.ts';
import { find, withDefinition } from '../definition/pack.ts';
import { TableDefinition } from '../definition/table.ts';
import { checkChange, parseContent } from './check-change.ts';

const flow = find(pack, 'flow', 'supply')!;
const facts = find(pack, 'facts', 'facts')!;

function codes(definition: typeof flow | typeof facts) {
  return checkChange([definition], pack).map(({ code, level, at }) => [code, level, at]);
}

describe('content that may be unfinished', () => {
  const subject = { kind: 'flow', id: 'supply' };

  test('is a definition when it is whole', () => {
    expect(parseContent(flow, subject)).toEqual({ ok: true, value: flow });
  });

  test.each<[what: string, content: unknown, problem: object]>([
    ['lacks its steps', put(flow, 'steps', undefined), { code: 'schema', at: '/steps' }],
    ['has another id', put(flow, 'id', 'other'), { code: 'id_fixed', at: '/id' }],
    ['is of another kind', facts, { code: 'id_fixed', at: '/id' }],
    ['is nothing', {}, { code: 'unknown_kind' }],
  ])('%s', (_, content, problem) => {
    expect(parseContent(content, subject)).toMatchObject({ ok: false, problems: [problem] });
  });
});

describe('a definition in the place of the one in force', () => {
  test('that is the same brings nothing new', () => {
    expect(codes(facts)).toEqual([]);
  });

  test('has its own problems', () => {
    const endless = put(flow, 'steps/accept/routes/0/to', 'nowhere');
    expect(codes(endless)).toContainEqual(['route_to_nowhere', 'error', expect.any(String)]);
  });

  test('takes its drawing along: places of steps that are gone break nothing', () => {
    const positions = Object.fromEntries(Object.keys(flow.steps).map((id) => [id, { x: 0, y: 0 }]));
    const layout = {
      kind: 'layout' as const,
      id: 'supply_layout',
      name: flow.name,
      flow: flow.id,
      positions,
    };
    const drawn = { definitions: [...pack.definitions, layout] };
    const shorter = put(flow, 'steps/inspect', undefined);
    expect(checkChange([shorter], drawn)).toEqual(checkChange([shorter], pack));
  });

  test('breaks what speaks of what it no longer has', () => {
    const without = put(facts, 'facts/sources', undefined);
    expect(checkChange([without], pack)).toContainEqual(
      expect.objectContaining({
        code: 'breaks_other',
        level: 'error',
        details: expect.objectContaining({ name: flow.name }) as unknown,
      }),
    );
  });

  test('breaks versions that cases still run, though nothing in force speaks of it', () => {
    const extra = put(facts, 'facts/old', { name: flow.name, type: 'string' });
    const version = put(flow, 'steps/accept/form/0', { fact: 'old' });
    const before = withDefinition(pack, extra);
    expect(checkChange([facts], before)).toEqual([]);
    expect(checkChange([facts], before, [version])).toMatchObject([
      { code: 'breaks_other', level: 'error', details: { name: flow.name } },
    ]);
    expect(checkChange([extra], before, [version])).toEqual([]);
  });
});

describe('a decision table in the place of the one in force', () => {
  const table = TableDefinition.parse({
    kind: 'table',
    id: 'class',
    name: words('class'),
    hit: 'U',
    inputs: [{ id: 'sources', name: words('sources'), type: 'integer' }],
    outputs: [{ id: 'large', name: words('large'), type: 'boolean' }],
    rows: [
      { when: [[{ to: 1 }]], then: [false] },
      { when: [[{ above: 1 }]], then: [true] },
    ],
  });
  const asks = { fact: 'class.large', operator: 'equal', value: true };
  const asking = put(flow, 'limits/0/when', asks);
  const around = withDefinition(withDefinition(pack, table), asking);
  const found = (one: TableDefinition) =>
    checkChange([one], around).map(({ code, level }) => [code, level]);

  test('that is the same brings nothing new', () => {
    expect(found(table)).toEqual([]);
  });

  test('is refused when rows match together that must not', () => {
    const rows = table.rows.with(1, { when: [[{ from: 1 }]], then: [true] });
    expect(found({ ...table, rows })).toEqual([['table_overlap', 'error']]);
  });

  test('warns of a gap', () => {
    expect(found({ ...table, rows: table.rows.slice(1) })).toEqual([['table_gap', 'warning']]);
  });

  test('breaks a flow that asks for an output that it no longer has', () => {
    const outputs = table.outputs.map((one) => ({ ...one, id: 'big' }));
    expect(found({ ...table, outputs })).toEqual([['breaks_other', 'error']]);
  });
});

function words(text: string) {
  return { zh: text, en: text };
}
