import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FlowDefinition } from '../definition/flow.ts';
import { documentOf, processOf, sketchOf, type Sketch } from './bpmn.fixture.ts';
import { readBpmn } from './read-bpmn.ts';
import { tracesOfFlow, tracesOfTokens } from './traces.fixture.ts';

const around = {
  posts: [{ id: 'clerk', name: { zh: '客服', en: 'Clerk' } }],
  flows: [{ id: 'survey', name: { zh: '勘查', en: 'Survey' } }],
  calendar: 'cn',
};

function read(text: string) {
  const found = readBpmn(text, around);
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found.value.flows[0]!;
}

/** Kind, line and targets of each step. */
function shape({ steps }: FlowDefinition) {
  return Object.fromEntries(
    Object.entries(steps).map(([id, step]) => [
      id,
      [step.kind, step.branch ?? '', step.routes.map((route) => route.to).join(' ')].join(':'),
    ]),
  );
}

function reasons(text: string) {
  return read(documentOf(text)).problems.map(({ details }) => details['how'] ?? details['reason']);
}

const plain = 'start s; and f; task a; task b; and j; task c; end e; s > f; f > a; f > b';

describe('forks and joins', () => {
  test('become a block around their branches', () => {
    const { flow, problems } = read(documentOf(`${plain}; a > j; b > j; j > c; c > e`));
    expect(problems).toEqual([]);
    expect(shape(flow)).toEqual({
      s: 'start::f',
      f: 'parallel::c',
      a: 'task:branch:end',
      b: 'task:branch_2:end_2',
      end: 'end:branch:',
      end_2: 'end:branch_2:',
      c: 'task::e',
      e: 'end::',
    });
  });

  test('without a join the block is over when all is', () => {
    const { flow, problems } = read(documentOf(`${plain}; end x; a > x; b > c; c > e`));
    expect(problems).toEqual([]);
    expect(flow.steps['f']).toMatchObject({ kind: 'parallel', branches: [{}, {}] });
  });

  test.each([
    [
      'share a join',
      `${plain}; and g; task d; f > g; a > j; g > b; g > d; b > j; d > j; j > c; c > e`.replace(
        'f > b; ',
        '',
      ),
    ],
    ['share a fork', `${plain}; and k; task d; f > c; a > k; b > k; k > d; d > j; c > j; j > e`],
    [
      'stand in one another',
      `${plain}; xor x; xor y; task d; a > x; x > d; x > y; d > y; y > j; b > j; j > c; c > e`,
    ],
  ])('that %s are blocks, and mean the same', (_, text) => {
    const { flow, problems } = read(documentOf(text));
    expect(problems).toEqual([]);
    expect(tracesOfFlow(flow, 's')).toEqual(tracesOfTokens(sketchOf(text)));
  });

  test.each([
    [
      'cross',
      `${plain}; task d; and k; and l; and m; a > l; l > j; l > k; b > m; m > j; m > k; j > c; k > d; c > e; d > e`,
    ],
    ['bring two tokens', `${plain}; xor x; a > j; b > x; x > j; x > j; j > c; c > e`],
    ['meet without a join', `${plain}; xor x; a > x; b > x; x > c; c > e; j > e`],
    [
      'lead back',
      `start s; xor m; and f; task a; task b; xor x; and j; end e; s > m; m > f; f > a; f > b; a > x; x > m; x > j; b > j; j > e`,
    ],
  ])('that %s are read as a decision, and said', (_, text) => {
    const { flow, problems } = read(documentOf(text));
    expect(flow.steps['f']).toMatchObject({ kind: 'decision' });
    expect(problems).toContainEqual(expect.objectContaining({ code: 'bpmn_read_as' }));
  });
});

describe('other elements', () => {
  test('a lane that is a post does the work; others are named once', () => {
    const lanes = `<laneSet id="l"><lane id="l1" name="客服"><flowNodeRef>a</flowNodeRef></lane>
      <lane id="l2" name="Shop"><flowNodeRef>b</flowNodeRef><flowNodeRef>c</flowNodeRef></lane></laneSet>`;
    const body = `${lanes}<startEvent id="s"/><task id="a"/><task id="b"/><task id="c"/><endEvent id="e"/>
      <sequenceFlow id="1" sourceRef="s" targetRef="a"/><sequenceFlow id="2" sourceRef="a" targetRef="b"/>
      <sequenceFlow id="3" sourceRef="b" targetRef="c"/><sequenceFlow id="4" sourceRef="c" targetRef="e"/>`;
    const { flow, problems } = read(processOf(body));
    expect(flow.steps['a']).toMatchObject({ assign: { post: 'clerk', unit: 'case' } });
    expect(problems.map(({ code, details }) => [code, details['name']])).toEqual([
      ['bpmn_left_out', 'Shop'],
    ]);
  });

  test('a message or a time is one step that waits', () => {
    const body = `<startEvent id="s"/><eventBasedGateway id="g"/><endEvent id="e"/><task id="late"/>
      <intermediateCatchEvent id="paid" name="paid"><messageEventDefinition/></intermediateCatchEvent>
      <intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>P7D</timeDuration></timerEventDefinition></intermediateCatchEvent>
      <sequenceFlow id="1" sourceRef="s" targetRef="g"/><sequenceFlow id="2" sourceRef="g" targetRef="t"/>
      <sequenceFlow id="3" sourceRef="g" targetRef="paid"/><sequenceFlow id="4" sourceRef="paid" targetRef="e"/>
      <sequenceFlow id="5" sourceRef="t" targetRef="late"/><sequenceFlow id="6" sourceRef="late" targetRef="e"/>`;
    const { flow, problems } = read(processOf(body));
    expect(problems).toEqual([]);
    const wait = Object.values(flow.steps).find(({ kind }) => kind === 'wait');
    expect(wait).toMatchObject({
      message: { name: 'paid', timeout: { value: 7, unit: 'd', calendar: 'cn', route: 'next_2' } },
      routes: [{ to: 'e' }, { id: 'next_2', to: 'late' }],
    });
  });

  test.each([
    [
      'an inclusive gateway',
      'start s; or x; task a; task b; end e; s > x; x > a; x > b; a > e; b > e',
      /只走一条/,
    ],
    [
      'a join without a fork',
      'start s; xor x; task a; task b; and j; end e; s > x; x > a; x > b; a > j; b > j; j > e',
      /没有与之对应的分叉/,
    ],
  ])('%s is said to be read otherwise', (_, text, words) => {
    expect(reasons(text)).toEqual([
      expect.objectContaining({ zh: expect.stringMatching(words) as string }),
    ]);
  });

  test.each([
    ['no XML', 'hello'],
    ['another document', '<definitions xmlns="urn:other"/>'],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${documentOf('start s; end e; s > e')}`],
    ['no process', processOf('')],
  ])('%s is refused', (_, text) => {
    expect(readBpmn(text, around)).toMatchObject({ ok: false });
  });
});

/** A random process: blocks and choices within one another, then some ways led elsewhere. */
const sketches = fc
  .tuple(
    fc.letrec<{ part: Part }>((tie) => ({
      part: fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        fc.constant<Part>({ kind: 'task', parts: [] }),
        fc.record({
          kind: fc.constantFrom<Part['kind']>('and', 'xor', 'seq'),
          parts: fc.array(tie('part'), { minLength: 2, maxLength: 3 }),
        }),
      ),
    })).part,
    fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 2 }),
  )
  .map(([part, moves]) => drawn(part, moves))
  .filter(({ nodes }) => [...nodes.values()].filter((kind) => kind === 'task').length <= 7);

interface Part {
  kind: 'task' | 'and' | 'xor' | 'seq';
  parts: Part[];
}

function drawn(part: Part, moves: [number, number][]): Sketch {
  const sketch: Sketch = { nodes: new Map([['s', 'start']]), flows: [] };
  let number = 0;
  const add = (kind: string): string => {
    const id = kind === 'task' ? String.fromCharCode(97 + number++) : `${kind}${number++}`;
    sketch.nodes.set(id, kind);
    return id;
  };
  const draw = (one: Part, before: string): string => {
    if (one.kind === 'seq') return one.parts.reduce((last, inner) => draw(inner, last), before);
    const fork = add(one.kind);
    sketch.flows.push([before, fork]);
    if (one.kind === 'task') return fork;
    const join = add(one.kind);
    for (const inner of one.parts) sketch.flows.push([draw(inner, fork), join]);
    return join;
  };
  const last = draw(part, 's');
  sketch.nodes.set('zz', 'end');
  sketch.flows.push([last, 'zz']);
  for (const [which, where] of moves) {
    const flow = sketch.flows[1 + (which % Math.max(1, sketch.flows.length - 2))];
    const targets = [...sketch.nodes.keys()].slice(1);
    flow?.splice(1, 1, targets[where % targets.length] ?? 'zz');
  }
  return sketch;
}

test('what is read without a word means the same, token by token', () => {
  let same = 0;
  fc.assert(
    fc.property(sketches, (sketch) => {
      const { flow, problems } = read(documentOf(sketch));
      fc.pre(problems.length === 0);
      same += 1;
      expect(tracesOfFlow(flow, 's')).toEqual(tracesOfTokens(sketch));
    }),
    { numRuns: 400, seed: 20261123 },
  );
  expect(same).toBeGreaterThan(100);
});
