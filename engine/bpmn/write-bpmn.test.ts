import { describe, expect, test } from 'vitest';
import { FlowDefinition } from '../definition/flow.ts';
import { canonical } from '../definition/hash.ts';
import type { Result } from '../problem.ts';
import { readBpmn } from './read-bpmn.ts';
import { writeBpmn } from './write-bpmn.ts';

const around = { posts: [], flows: [], calendar: undefined };
const both = (name: string) => ({ zh: name, en: `${name} (en)` });

function task(name: string, to: string[], branch?: string) {
  return {
    kind: 'task',
    name: both(name),
    ...(branch === undefined ? {} : { branch }),
    assign: { post: 'clerk', unit: 'case' },
    clock: 'utility',
    form: [{ fact: 'a' }],
    limits: [],
    audits: { before: [], during: [] },
    routes: to.map((one) => ({ id: `to_${one}`, to: one, name: both(one) })),
  };
}

const end = (branch?: string) => ({
  kind: 'end',
  name: both('完'),
  ...(branch === undefined ? { outcome: 'done' } : { branch }),
  routes: [],
});

/** Two ways into a block, two ends in one branch, a way back, and one out of a branch. */
function flowWith(join: unknown) {
  return FlowDefinition.parse({
    kind: 'flow',
    id: 'supply',
    name: both('新装'),
    owner_post: 'head',
    limits: [],
    audits: { after: [] },
    outcomes: [{ id: 'done', name: both('办结') }],
    steps: {
      start: {
        kind: 'start',
        name: both('申请'),
        form: [],
        posts: ['clerk'],
        routes: [{ id: 'n', to: 'check' }],
      },
      check: task('审核', ['works', 'over']),
      works: {
        kind: 'parallel',
        name: both('工程'),
        ...(join === undefined ? {} : { join }),
        branches: [
          { id: 'left', name: both('左'), start: 'a' },
          { id: 'right', name: both('右'), start: 'b' },
        ],
        routes: [{ id: 'built', to: 'after' }],
      },
      a: task('甲', ['a_end', 'a_other', 'check'], 'left'),
      a_end: end('left'),
      a_other: end('left'),
      b: task('乙', ['b_end'], 'right'),
      b_end: end('right'),
      after: task('验收', ['works', 'over']),
      over: end(),
    },
  });
}

const boxes = {
  start: { x: 0, y: 0, width: 176, height: 40 },
  a: { x: 8, y: 200, width: 240, height: 80 },
};

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

const written = (flow: FlowDefinition) => valueOf(writeBpmn(flow, { language: 'zh', boxes }));

const readBack = (text: string) => valueOf(readBpmn(text, around)).flows[0]!;

describe('a flow that is written and read again', () => {
  test.each([[undefined], ['first'], [{ at_least: 1 }]])('is the same, join %j', (join) => {
    const flow = flowWith(join);
    const back = readBack(written(flow).text);
    expect(back.problems).toEqual([]);
    expect(canonical(back.flow)).toBe(canonical(flow));
    expect(back.places['a']).toEqual(boxes.a);
  });

  test('says what another tool will not understand', () => {
    expect(written(flowWith(undefined)).problems).toMatchObject([
      { code: 'exchange_unsayable', level: 'warning', at: '/steps/a/routes' },
    ]);
  });

  test('keeps what another tool has renamed, moved or led elsewhere', () => {
    const text = written(flowWith(undefined))
      .text.replace('name="验收"', 'name="竣工检验"')
      .replace('x="8" y="200"', 'x="80" y="240"');
    const back = readBack(text);
    expect(back.flow.steps['after']?.name).toEqual({ zh: '竣工检验', en: '竣工检验' });
    expect(back.flow.steps['check']?.name).toEqual(both('审核'));
    expect(back.places['a']).toMatchObject({ x: 80, y: 240 });
  });

  test.each([
    ['a step', '<flowmeter:step>{&quot;', '<flowmeter:step>{nonsense'],
    ['a step of another shape', '"kind":"task"', '"kind":"task","__proto__":{"x":1}'],
  ])('of which our words of %s are spoilt, is read by BPMN’s words', (_, before, after) => {
    const text = written(flowWith(undefined)).text.replace(before, after);
    const { steps } = readBack(text).flow;
    expect(steps['check']?.kind).toBe('task');
    expect(Object.keys(steps)).toContain('works');
  });

  test('has only characters that XML can hold', () => {
    const flow = { ...flowWith(undefined), name: both('a\u0000b') };
    expect(writeBpmn(flow, { language: 'zh', boxes })).toMatchObject({
      ok: false,
      problems: [{ code: 'exchange_unsayable' }],
    });
  });
});
