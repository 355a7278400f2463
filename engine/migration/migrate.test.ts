import { describe, expect, it } from 'vitest';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Limit } from '../definition/limit.ts';
import { decision, end, flowOf, parallel, start, task } from '../flow/flows.fixture.ts';
import { blockByBranch } from '../flow/structure.ts';
import type { Step, StepOf } from '../steps/registry.ts';
import {
  codesOf,
  compiled,
  complete,
  did,
  LATER,
  migrateBy,
  move,
  OPENED,
  openSeq,
  openSteps,
  planned,
  reach,
  refolded,
  tried,
} from './moves.fixture.ts';

type Steps = Record<string, Step>;

const side: Steps = {
  s: start('p'),
  p: parallel({ x: 'a', y: 'b' }, 'z'),
  a: task('ae', 'x'),
  ae: end('x'),
  b: task('be', 'y'),
  be: end('y'),
  z: task('e'),
  e: end(),
};

const three: Steps = {
  ...side,
  p: parallel({ x: 'a', y: 'b', w: 'c' }, 'z'),
  c: task('ce', 'w'),
  ce: end('w'),
};

/** `side` with the branches' second steps. */
const longer: Steps = { ...side, a: task('a2', 'x'), a2: task('ae', 'x') };

const named = (steps: Steps, name: string): FlowDefinition => {
  return { ...flowOf(steps), name: { zh: name, en: name } };
};

interface Row {
  title: string;
  from: Steps;
  to: Steps;
  at: string[];
  steps?: Record<string, string>;
  lands: unknown;
  open: string[];
}

const moves: Row[] = [
  {
    title: 'a name that changed',
    from: { s: start('a'), a: task('e'), e: end() },
    to: { s: start('a'), a: { ...task('e'), description: { zh: 'x', en: 'x' } }, e: end() },
    at: [],
    lands: 'a',
    open: ['a'],
  },
  {
    title: 'a step that got another id',
    from: { s: start('a'), a: task('e'), e: end() },
    to: { s: start('b'), b: task('e'), e: end() },
    at: [],
    steps: { a: 'b' },
    lands: 'b',
    open: ['b'],
  },
  {
    title: 'two steps that became one',
    from: { s: start('a'), a: task('b'), b: task('e'), e: end() },
    to: { s: start('b'), b: task('e'), e: end() },
    at: [],
    steps: { a: 'b' },
    lands: 'b',
    open: ['b'],
  },
  {
    title: 'both branches at work',
    from: side,
    to: longer,
    at: [],
    lands: { p: { x: 'a', y: 'b' } },
    open: ['p', 'a', 'b'],
  },
  {
    title: 'one branch ended, the other at work: nothing vanishes',
    from: side,
    to: longer,
    at: ['b'],
    lands: { p: { x: 'a', y: 'be' } },
    open: ['p', 'a'],
  },
  {
    title: 'an ended branch whose end got another id',
    from: side,
    to: {
      ...side,
      b: task('done', 'y'),
      done: end('y'),
      be: { ...task('done', 'y') },
    },
    at: ['b'],
    lands: { p: { x: 'a', y: 'done' } },
    open: ['p', 'a'],
  },
  {
    title: 'a branch that is new begins',
    from: side,
    to: three,
    at: ['a'],
    lands: { p: { x: 'ae', y: 'b', w: 'c' } },
    open: ['p', 'b', 'c'],
  },
  {
    title: 'a branch that is gone had ended',
    from: three,
    to: side,
    at: ['c'],
    lands: { p: { x: 'a', y: 'b' } },
    open: ['p', 'a', 'b'],
  },
  {
    title: 'a block, its branches and steps that all got other ids',
    from: side,
    to: {
      s: start('q'),
      q: parallel({ u: 'k', v: 'l' }, 'z'),
      k: task('ke', 'u'),
      ke: end('u'),
      l: task('le', 'v'),
      le: end('v'),
      z: task('e'),
      e: end(),
    },
    at: ['a'],
    steps: { p: 'q', a: 'k', b: 'l' },
    lands: { q: { u: 'ke', v: 'l' } },
    open: ['q', 'l'],
  },
  {
    title: 'branches that changed places',
    from: side,
    to: { ...side, a: task('be', 'y'), b: task('ae', 'x'), p: parallel({ x: 'b', y: 'a' }, 'z') },
    at: [],
    steps: { a: 'a', b: 'b' },
    lands: { p: { x: 'b', y: 'a' } },
    open: ['p', 'a', 'b'],
  },
];

describe('a case that is moved', () => {
  it.each(moves)('$title', async ({ from, to, at, steps, lands, open }) => {
    const [old, next] = [compiled(named(from, 'one')), compiled(named(to, 'two'))];
    const before = await reach(old, at);
    const after = await move(old, next, planned(old, next, steps), before);
    expect(after.state.value).toEqual(lands);
    expect(openSteps(after.state).toSorted()).toEqual(open.toSorted());
    expect(after.state.flow.hash).toBe(next.hash);
    expect(refolded(after)).toEqual(after.state);
  });

  it.each(moves)('comes to its end: $title', async ({ from, to, at, steps }) => {
    const [old, next] = [compiled(named(from, 'one')), compiled(named(to, 'two'))];
    let run = await move(old, next, planned(old, next, steps), await reach(old, at));
    for (let step = openTask(run.state); step !== undefined; step = openTask(run.state)) {
      run = await complete(next, run, step);
    }
    expect(run.state.status).toBe('ended');
  });

  const refusals: [string, Steps, Steps, string[], Record<string, string>, string[]][] = [
    [
      'a step that is gone',
      { s: start('a'), a: task('e'), e: end() },
      { s: start('b'), b: task('e'), e: end() },
      [],
      {},
      ['migration_no_target'],
    ],
    ['work in a branch that is gone', three, side, [], {}, ['migration_no_target']],
    [
      'a block that would be over already',
      three,
      { ...side, b: task('be', 'y') },
      ['a', 'b'],
      { c: 'z' },
      ['migration_blocks_differ'],
    ],
  ];

  it.each(refusals)('is refused: %s', async (_title, from, to, at, steps, codes) => {
    const [old, next] = [compiled(named(from, 'one')), compiled(named(to, 'two'))];
    const run = await reach(old, at);
    expect(codesOf(await tried(old, next, planned(old, next, steps), run))).toEqual(codes);
  });
});

const limit: Limit = {
  id: 'five',
  layer: 'internal',
  value: 5,
  unit: 'wd',
  calendar: 'cn',
  basis: { kind: 'typical', source: { zh: 'T', en: 'T' } },
};

const work = (more: Partial<StepOf<'task'>>): StepOf<'task'> => {
  return { ...(task('e') as StepOf<'task'>), clock: 'utility', ...more };
};

const timed = (limits: Limit[], whole: Limit[] = []): FlowDefinition => {
  return { ...flowOf({ s: start('a'), a: work({ limits }), e: end() }), limits: whole };
};

describe('what a move keeps', () => {
  const claimed = async (flow: FlowDefinition) => {
    const run = await reach(compiled(flow), []);
    return did(compiled(flow), run, { type: 'claim', seq: openSeq(run, 'a') });
  };

  it('is the holder, the pauses, the data and what was done', async () => {
    const [old, next] = [compiled(timed([limit])), compiled(timed([{ ...limit, value: 6 }]))];
    let run = await claimed(timed([limit]));
    const seq = openSeq(run, 'a');
    run = await did(old, run, { type: 'pause', seq, reason: 'rain', evidence: 'photo' });
    const after = await move(old, next, planned(old, next), run);
    expect(after.state.visits).toEqual(run.state.visits);
    expect(after.state.data).toEqual(run.state.data);
  });

  it('is the due time of a limit that both versions have, through pauses too', async () => {
    const [old, next] = [compiled(timed([limit])), compiled(timed([{ ...limit, value: 2 }]))];
    const run = await claimed(timed([limit]));
    const seq = openSeq(run, 'a');
    const due = run.state.visits[seq - 1]?.limits;
    let after = await move(old, next, planned(old, next), run);
    expect(after.state.visits[seq - 1]?.limits).toEqual(due);
    after = await did(next, after, { type: 'pause', seq, reason: 'rain', evidence: 'x' }, LATER);
    after = await did(next, after, { type: 'resume', seq }, LATER);
    expect(after.state.visits[seq - 1]?.limits[0]?.value).toBe(5);
  });

  it('is worked out from arrival where the plan says so', async () => {
    const [old, next] = [compiled(timed([limit])), compiled(timed([{ ...limit, value: 2 }]))];
    const run = await reach(old, []);
    const plan = planned(old, next, {}, { 'a/five': 'recompute' });
    const after = await move(old, next, plan, run);
    const [due] = after.state.visits[openSeq(run, 'a') - 1]?.limits ?? [];
    expect(due).toMatchObject({ value: 2, dueAt: '2026-03-04T16:00:00.000Z' });
  });

  it.each<[string, Limit[], Limit[], string[]]>([
    ['a limit that is new', [], [limit], ['five']],
    ['a limit that is gone', [limit], [], []],
    [
      'a limit not yet in force when it was accepted',
      [],
      [{ ...limit, valid_from: '2026-03-03' }],
      [],
    ],
  ])('%s', async (_title, was, is, ids) => {
    const [old, next] = [compiled(timed(was)), compiled(named(timed(is).steps, 'two'))];
    const run = await reach(old, []);
    const after = await move(old, next, planned(old, next), run);
    const limits = after.state.visits[openSeq(run, 'a') - 1]?.limits ?? [];
    expect(limits.map(({ id }) => id)).toEqual(ids);
  });

  it("is the case's own limit, and a new one counts what has passed", async () => {
    const ten = { ...limit, id: 'ten', value: 10 };
    const [old, next] = [
      compiled(timed([limit], [limit])),
      compiled(timed([limit], [{ ...limit, value: 3 }, ten])),
    ];
    const run = await reach(old, []);
    const after = await move(old, next, planned(old, next), run);
    expect(after.state.limits).toMatchObject([
      { id: 'five', value: 5, dueAt: run.state.limits[0]?.dueAt },
      { id: 'ten', dueAt: '2026-03-16T16:00:00.000Z' },
    ]);
  });

  it('is said by the dry run', async () => {
    const [old, next] = [
      compiled(timed([limit])),
      compiled(timed([limit, { ...limit, id: 'six', value: 6 }])),
    ];
    const run = await claimed(timed([limit]));
    const verdict = await tried(old, next, planned(old, next), run);
    expect(verdict).toMatchObject({
      can: true,
      landing: {
        value: 'a',
        kept: [{ seq: 2, from: 'a', to: 'a', holder: 'li', paused: false, post: 'clerk' }],
        begun: [],
        limits: [{ seq: 2, step: 'a', id: 'six', before: null }],
        unchanged: 1,
      },
    });
  });

  it('is the work of whoever began it; what nobody holds goes to the new post', async () => {
    const other = { ...timed([]), steps: { ...timed([]).steps } };
    other.steps['a'] = work({ assign: { post: 'checker', unit: 'case' } });
    const [old, next] = [compiled(timed([])), compiled(other)];
    const free = await move(old, next, planned(old, next), await reach(old, []));
    const held = await move(old, next, planned(old, next), await claimed(timed([])));
    expect(free.state.visits[1]?.post).toBe('checker');
    expect(held.state.visits[1]).toMatchObject({ post: 'clerk', holder: 'li' });
  });
});

describe('there and back', () => {
  it.each(moves.filter(({ steps }) => steps === undefined))(
    'is where it was: $title',
    async ({ from, to, at }) => {
      const [old, next] = [compiled(named(from, 'one')), compiled(named(to, 'two'))];
      const before = await reach(old, at);
      const there = await move(old, next, planned(old, next), before);
      const plan = { ...planned(next, old), withdraw: branchesOnlyIn(next.flow, old.flow) };
      const back = await move(next, old, plan, there);
      const { moves: made, version, ...state } = back.state;
      const { version: first, ...was } = before.state;
      expect({ ...state, visits: state.visits.slice(0, was.visits.length) }).toEqual(was);
      expect(made).toHaveLength(2);
      expect(version).toBe(first + 2);
    },
  );
});

function branchesOnlyIn(one: FlowDefinition, other: FlowDefinition): string[] {
  const [all, known] = [blockByBranch(one), blockByBranch(other)];
  return [...all.keys()].filter((branch) => !known.has(branch));
}

describe('facts that later decisions ask for', () => {
  const asks = (form: string[]): FlowDefinition =>
    flowOf({
      s: {
        ...(start('a') as StepOf<'start'>),
        form: form.map((fact) => ({ fact, optional: true })),
      },
      a: work({ routes: [{ id: 'r0', to: 'd' }] }),
      d: decision(['b', 'e']),
      b: task('e'),
      e: end(),
    });
  const plain = flowOf({
    s: { ...(start('a') as StepOf<'start'>), form: [{ fact: 'n', optional: true }] },
    a: work({}),
    e: end(),
  });

  it.each<[string, Record<string, number>, string[]]>([
    ['are there', { n: 1 }, []],
    ['are missing', {}, ['migration_fact_missing']],
  ])('%s', async (_title, data, codes) => {
    const [old, next] = [compiled(plain), compiled(asks(['n']))];
    const run = await reach(old, [], data);
    expect(codesOf(await tried(old, next, planned(old, next, { a: 'a' }), run))).toEqual(codes);
  });

  it('keep a step from being suggested', () => {
    const [old, next] = [compiled(plain), compiled(asks(['n']))];
    expect(planned(old, next).steps).toEqual({});
  });

  it('are entered on the way', async () => {
    const filled = asks([]);
    filled.steps['a'] = work({ form: [{ fact: 'n' }], routes: [{ id: 'r0', to: 'd' }] });
    const [old, next] = [compiled(plain), compiled(filled)];
    expect(planned(old, next).steps).toEqual({ a: 'a' });
    const run = await reach(old, []);
    expect(codesOf(await tried(old, next, planned(old, next), run))).toEqual([]);
  });
});

describe('the command', () => {
  it('says by whom, when, why and by which plan in one entry', async () => {
    const [old, next] = [compiled(named(side, 'one')), compiled(named(longer, 'two'))];
    const run = await reach(old, []);
    const plan = planned(old, next);
    const { entries } = await move(old, next, plan, run);
    expect(entries.at(-1)).toMatchObject({
      at: LATER,
      command: 'migrate',
      events: [{ type: 'case.migrated', from: old.hash, to: next.hash, reason: 'new rules' }],
    });
    expect(run.entries[0]?.at).toBe(OPENED);
  });

  it('is refused for a case of another version', async () => {
    const [old, next] = [compiled(named(side, 'one')), compiled(named(longer, 'two'))];
    const plan = planned(old, next);
    const run = await move(old, next, plan, await reach(old, []));
    const again = await tried(old, next, plan, run);
    expect(codesOf(again)).toEqual(['migration_other_version']);
    expect(migrateBy(plan, old).plan).toBe(plan);
  });
});

function openTask(state: { visits: { status: string; clock?: unknown; step: string }[] }) {
  return state.visits.find((one) => one.status === 'open' && one.clock !== undefined)?.step;
}
