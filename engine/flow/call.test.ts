import { describe, expect, it } from 'vitest';
import { problem } from '../problem.ts';
import type { StepOf } from '../steps/registry.ts';
import { call, compiled, lineOf, repeat, rest, Walk } from './kinds.fixture.ts';

const asked = (walk: Walk) =>
  walk.entries
    .flatMap(({ events }) => events)
    .filter((event) => event.type === 'child.asked')
    .map(({ child, data }) => [child, data]);

const end = (walk: Walk, ...indexes: number[]) => {
  for (const index of indexes) {
    walk.do({ type: 'child_ended', seq: 2, index, outcome: 'ok', data: {} });
  }
  return walk;
};

describe('a call of another flow', () => {
  const flow = compiled(
    lineOf(['n'], {
      c: call({ in: { m: 'n', note: 'maybe' }, out: { n: 'm', note: 'outcome' } }, 'b', 'by_hand'),
      b: rest('e'),
      by_hand: rest('e'),
    }),
  );
  const calling = () => new Walk(flow).open({ n: 3 });
  const opened = { type: 'child_opened', seq: 2, index: 0, hash: 'h1' } as const;
  const ended = {
    type: 'child_ended',
    seq: 2,
    index: 0,
    outcome: 'ok',
    data: { m: 5, meter: 'x' },
  } as const;

  it('asks for a case whose id follows from its own', () => {
    expect(asked(calling())).toEqual([['c1-2-0', { m: 3, note: null }]]);
    expect(calling().at).toEqual(['c']);
  });

  it('rests while that case is open, and goes on with what it takes over', () => {
    const walk = calling().do(opened);
    expect(walk.state.visits[1]?.children).toMatchObject([{ status: 'open', version: 'h1' }]);
    walk.do(ended);
    expect(walk.at).toEqual(['b']);
    expect(walk.state.data).toEqual({ n: 5, note: 'ok' });
  });

  it('hears of the end of a case that it never heard was open', () => {
    expect(calling().do(ended).at).toEqual(['b']);
  });

  it.each([
    ['opened twice', [opened, opened], 'nothing_awaited'],
    ['ended twice', [opened, ended, ended], 'task_not_open'],
    ['another one', [{ ...ended, index: 1 }], 'nothing_awaited'],
  ])('refuses to hear of a case %s', (_name, commands, code) => {
    const walk = calling();
    for (const command of commands) walk.do(command);
    expect(walk.refusal).toBe(code);
  });

  it('has an incident when the case cannot be opened, and asks for the same one again', () => {
    const walk = calling().do({
      type: 'fail',
      seq: 2,
      problem: problem('not_active', { id: 'x' }),
    });
    expect(walk.state.visits[1]?.incident?.code).toBe('not_active');
    walk.do({ type: 'retry', seq: 2, actor: 'wang' });
    expect(asked(walk).map(([child]) => child)).toEqual(['c1-2-0', 'c1-2-0']);
    expect(walk.state.visits[1]?.children).toHaveLength(1);
  });

  it('has an incident when what it takes over does not fit; retried, it goes on without', () => {
    const walk = calling().do({ ...ended, data: { m: 11 } });
    expect(walk.state.visits[1]?.incident?.code).toBe('fact_wrong_type');
    walk.do({ type: 'retry', seq: 2, actor: 'wang' });
    expect(walk.at).toEqual(['b']);
    expect(walk.state.data).toEqual({ n: 3 });
  });

  it('goes no deeper than ten', () => {
    const parent = { caseId: 'c0', seq: 2, index: 0, depth: 10 };
    expect(new Walk(flow).open({ n: 1 }, { parent }).refusal).toBe('calls_too_deep');
    const above = new Walk(flow).open({ n: 1 }, { parent: { ...parent, depth: 9 } });
    expect(above.state.parent?.depth).toBe(9);
  });
});

describe('a repeat over a list', () => {
  type Repeat = StepOf<'repeat'>;
  const over = (list: unknown, mode: Repeat['mode'], join: Repeat['join'] = 'all') =>
    new Walk(
      compiled(
        lineOf(['list'], {
          c: repeat({ mode, join }, 'b', 'by_hand'),
          b: rest('e'),
          by_hand: rest('e'),
        }),
      ),
    ).open({ list: list as string[] });
  it('asks for all cases at once when they go together', () => {
    expect(asked(over(['a', 'b'], 'together'))).toEqual([
      ['c1-2-0', { note: 'a' }],
      ['c1-2-1', { note: 'b' }],
    ]);
  });

  it('asks for one after the other', () => {
    const walk = over(['a', 'b'], 'one_by_one');
    expect(asked(walk)).toHaveLength(1);
    expect(asked(end(walk, 0))).toHaveLength(2);
    expect(walk.at).toEqual(['c']);
    expect(end(walk, 1).at).toEqual(['b']);
  });

  it.each([
    ['all', ['a', 'b', 'c'], 'all', [2, 0], ['c']],
    ['all, the last too', ['a', 'b', 'c'], 'all', [2, 0, 1], ['b']],
    ['the first', ['a', 'b', 'c'], 'first', [1], ['b']],
    ['so many', ['a', 'b', 'c'], { at_least: 2 }, [1, 2], ['b']],
    ['so many of fewer', ['a'], { at_least: 2 }, [0], ['b']],
    ['an empty list', [], 'all', [], ['b']],
    ['an empty list, the first', [], 'first', [], ['b']],
  ] as const)('goes on after %s', (_name, list, join, indexes, at) => {
    expect(end(over(list, 'together', join), ...indexes).at).toEqual(at);
  });

  it('works through the list as it was when the case came there', () => {
    expect(over(['a', 'b'], 'one_by_one').state.visits[1]?.items).toEqual(['a', 'b']);
  });
});
