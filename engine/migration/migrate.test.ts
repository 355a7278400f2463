import { describe, expect, it } from 'vitest';
import { end, parallel, start, task } from '../flow/flows.fixture.ts';
import type { Step } from '../steps/registry.ts';
import {
  branchesOnlyIn,
  codesOf,
  compiled,
  complete,
  LATER,
  move,
  named,
  openSteps,
  openTask,
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
    // Elsewhere its task vanishes (flowable-engine#2559), or it is refused (camunda#46281).
    title: 'one branch ended, the other at work',
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

  const refusals: (Omit<Row, 'lands' | 'open'> & { codes: string[] })[] = [
    {
      title: 'a step that is gone',
      from: { s: start('a'), a: task('e'), e: end() },
      to: { s: start('b'), b: task('e'), e: end() },
      at: [],
      codes: ['migration_no_target'],
    },
    {
      title: 'work in a branch that is gone',
      from: three,
      to: side,
      at: [],
      codes: ['migration_no_target'],
    },
    {
      title: 'a block that would be over already: it needs fewer branches now',
      from: side,
      to: { ...side, p: { ...side['p'], join: 'first' } as Step },
      at: ['a'],
      steps: { p: 'p', a: 'a', b: 'b' },
      codes: ['migration_block_over'],
    },
  ];

  it.each(refusals)('is refused: $title', async ({ from, to, at, steps, codes }) => {
    const [old, next] = [compiled(named(from, 'one')), compiled(named(to, 'two'))];
    const run = await reach(old, at);
    expect(codesOf(await tried(old, next, planned(old, next, steps), run))).toEqual(codes);
  });

  it('counts the branches that ended before it was moved', async () => {
    const two = { ...three['p'], join: { at_least: 2 } } as Step;
    const renamed: Steps = {
      ...three,
      p: two,
      a: task('ax', 'x'),
      ax: end('x'),
      ae: task('ax', 'x'),
    };
    const [old, next] = [
      compiled(named({ ...three, p: two }, 'one')),
      compiled(named(renamed, 'two')),
    ];
    const run = await move(old, next, planned(old, next), await reach(old, ['a']));
    expect(openSteps((await complete(next, run, 'b')).state)).toEqual(['z']);
  });
});

describe('there and back', () => {
  it.each(moves.filter(({ steps }) => steps === undefined))(
    'is where it was: $title',
    async ({ from, to, at }) => {
      const [old, next] = [compiled(named(from, 'one')), compiled(named(to, 'two'))];
      const before = await reach(old, at);
      const there = await move(old, next, planned(old, next), before);
      const plan = { ...planned(next, old), withdraw: branchesOnlyIn(next, old) };
      const back = await move(next, old, plan, there);
      const { moves: made, version, ...state } = back.state;
      const { version: first, ...was } = before.state;
      expect({ ...state, visits: state.visits.slice(0, was.visits.length) }).toEqual(was);
      expect(made).toHaveLength(2);
      expect(version).toBe(first + 2);
    },
  );
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
  });

  it('is refused for a case of another version', async () => {
    const [old, next] = [compiled(named(side, 'one')), compiled(named(longer, 'two'))];
    const plan = planned(old, next);
    const run = await move(old, next, plan, await reach(old, []));
    const again = await tried(old, next, plan, run);
    expect(codesOf(again)).toEqual(['migration_other_version']);
  });
});
