import { describe, expect, it } from 'vitest';
import { fold } from '../case/fold.ts';
import { finish, finishAll, nested } from './blocks.fixture.ts';
import { compiled, Walk } from './kinds.fixture.ts';

const flow = compiled(nested());
const opened = () => new Walk(flow).open();
const inBlock = () => finish(opened(), 'a');
const afterBlock = () => finishAll(inBlock(), 'x1', 'x2', 'y1', 'u1', 'v1', 'y2', 'z1');

/** `step:status` of the visits from one on. */
const visits = (walk: Walk, from = 0) =>
  walk.state.visits.slice(from).map(({ step, status }) => `${step}:${status}`);

describe('a return out of a block', () => {
  it('withdraws the siblings, says by which step and why, and goes on at the target', () => {
    const walk = finish(finishAll(inBlock(), 'y1'), 'x1', 'back_a');
    expect(walk.at).toEqual(['a']);
    expect(walk.state.value).toBe('a');
    expect(walk.last.filter(({ type }) => type === 'step.withdrawn')).toMatchObject([
      { by: 'x1', reason: 'returned' },
      { by: 'x1', reason: 'returned' },
      { by: 'x1', reason: 'returned' },
      { by: 'x1', reason: 'returned' },
      { by: 'x1', reason: 'returned' },
    ]);
    expect(visits(walk, 2)).toEqual([
      'p:withdrawn',
      'x1:done',
      'y1:done',
      'z1:withdrawn',
      'q:withdrawn',
      'u1:withdrawn',
      'v1:withdrawn',
      'a:open',
    ]);
  });

  it('from an inner block to the branch around it leaves the outer siblings at work', () => {
    const walk = finish(finishAll(inBlock(), 'x1', 'y1'), 'u1', 'back_y1');
    expect(walk.at.toSorted()).toEqual(['p', 'x2', 'y1', 'z1']);
    expect(visits(finishAll(walk, 'y1'), 10)).toEqual(['y1:done', 'q:open', 'u1:open', 'v1:open']);
  });

  it('begins the block anew when the case comes to it again', () => {
    const walk = finishAll(finish(finishAll(inBlock(), 'y1'), 'x1', 'back_a'), 'a');
    expect(walk.at.toSorted()).toEqual(['p', 'x1', 'y1', 'z1']);
    expect(finishAll(walk, 'x1', 'x2', 'z1', 'y1', 'v1', 'u1', 'y2').at).toEqual(['b']);
  });
});

describe('a return within a branch', () => {
  it('reopens that branch alone', () => {
    const walk = finish(finishAll(inBlock(), 'z1', 'x1'), 'x2', 'back_x1');
    expect(walk.at.toSorted()).toEqual(['p', 'x1', 'y1']);
    expect(walk.events('step.withdrawn')).toEqual([]);
    expect(walk.state.value).toEqual({ p: { x: 'x1', y: 'y1', z: 'ze' } });
  });
});

describe('a return into a block that is over', () => {
  it('stands at the target, and carries the other branches forward without visiting them', () => {
    const before = afterBlock();
    const count = before.state.visits.length;
    const walk = finish(before, 'b', 'back_x2_1');
    expect(walk.state.value).toEqual({ p: { x: 'x2', y: 'ye', z: 'ze' } });
    expect(visits(walk, count)).toEqual(['p:open', 'x2:open']);
    expect(walk.events('block.reopened')).toMatchObject([
      { block: 'p', branch: 'x', carried: ['y', 'z'], seq: count + 1 },
    ]);
    expect(visits(finishAll(walk, 'x2'), count)).toEqual([
      'p:done',
      'x2:done',
      'xe:done',
      'b:open',
    ]);
  });

  it('begins the other branches anew when the route says so', () => {
    const walk = finish(afterBlock(), 'b', 'back_x2_2');
    expect(walk.state.value).toEqual({ p: { x: 'x2', y: 'y1', z: 'z1' } });
    expect(walk.events('block.reopened')).toMatchObject([{ block: 'p', branch: 'x', carried: [] }]);
    expect(finishAll(walk, 'x2', 'z1', 'y1', 'u1', 'v1', 'y2').at).toEqual(['b']);
  });

  it('reopens every block on the way in', () => {
    const walk = finish(afterBlock(), 'b', 'back_v1_3');
    expect(walk.state.value).toEqual({ p: { x: 'xe', y: { q: { u: 'ue', v: 'v1' } }, z: 'ze' } });
    expect(walk.events('block.reopened')).toMatchObject([
      { block: 'p', branch: 'y', carried: ['x', 'z'] },
      { block: 'q', branch: 'v', carried: ['u'] },
    ]);
    expect(finishAll(walk, 'v1').at.toSorted()).toEqual(['p', 'y2']);
    expect(finishAll(walk, 'y2').at).toEqual(['b']);
  });

  it('begins all of them anew at every level', () => {
    const walk = finish(afterBlock(), 'b', 'back_v1_4');
    expect(walk.state.value).toEqual({ p: { x: 'x1', y: { q: { u: 'u1', v: 'v1' } }, z: 'z1' } });
  });

  it('from inside an enclosing branch leaves the outer siblings alone', () => {
    const walk = finish(finishAll(inBlock(), 'y1', 'u1', 'v1'), 'y2', 'back_u1');
    expect(walk.state.value).toEqual({ p: { x: 'x1', y: { q: { u: 'u1', v: 've' } }, z: 'z1' } });
    const anew = finish(finishAll(walk, 'u1'), 'y2', 'back_v1');
    expect(anew.state.value).toEqual({ p: { x: 'x1', y: { q: { u: 'u1', v: 'v1' } }, z: 'z1' } });
  });

  it('again and again comes to the same', () => {
    let walk = afterBlock();
    for (const way of ['back_x2_1', 'back_x2_1', 'back_x2_1']) {
      walk = finishAll(finish(walk, 'b', way), 'x2');
    }
    expect(walk.at).toEqual(['b']);
    expect(finish(walk, 'b', 'r0').state.status).toBe('ended');
  });

  it('may then be left by a return out of it', () => {
    const walk = finish(finish(afterBlock(), 'b', 'back_x2_1'), 'x2', 'back_a');
    expect(walk.at).toEqual(['a']);
    expect(finish(walk, 'a').at.toSorted()).toEqual(['p', 'x1', 'y1', 'z1']);
  });
});

it('leaves at most one open visit at a step, and its history folds to the state', () => {
  const walk = finish(finish(afterBlock(), 'b', 'back_v1_3'), 'v1');
  const open = walk.at;
  expect(new Set(open).size).toBe(open.length);
  expect(fold(walk.entries)).toEqual(walk.state);
});
