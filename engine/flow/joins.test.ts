import { describe, expect, it } from 'vitest';
import { back, finish, finishAll, joined, nested, returning } from './blocks.fixture.ts';
import { decision, end, flowOf, parallel, start, task } from './flows.fixture.ts';
import { compiled, Walk } from './kinds.fixture.ts';

const walkOf = (join: Parameters<typeof nested>[0]) =>
  finish(new Walk(compiled(nested(join))).open(), 'a');

describe('a block', () => {
  it('is left when the first branch has ended; the rest is withdrawn by the block', () => {
    const walk = finishAll(walkOf('first'), 'y1', 'z1');
    expect(walk.at).toEqual(['b']);
    expect(walk.events('step.withdrawn')).toMatchObject([
      { by: 'p', reason: 'joined' },
      { by: 'p', reason: 'joined' },
      { by: 'p', reason: 'joined' },
      { by: 'p', reason: 'joined' },
    ]);
    expect(walk.state.visits.find(({ step }) => step === 'p')?.status).toBe('done');
  });

  it.each([
    [1, ['z1'], ['b']],
    [2, ['z1'], ['p', 'x1', 'y1']],
    [2, ['z1', 'x1', 'x2'], ['b']],
    [3, ['z1', 'x1', 'x2'], ['p', 'y1']],
    [3, ['z1', 'x1', 'x2', 'y1', 'u1', 'v1', 'y2'], ['b']],
  ])('that needs %i branches after %j stands at %j', (at_least, steps, at) => {
    expect(finishAll(walkOf({ at_least }), ...steps).at.toSorted()).toEqual(at);
  });

  it('counts anew when it begins anew', () => {
    const walk = finishAll(walkOf({ at_least: 2 }), 'z1');
    finishAll(finish(walk, 'x1', 'back_a'), 'a', 'z1');
    expect(walk.at.toSorted()).toEqual(['p', 'x1', 'y1']);
  });

  it('that a return reopened is left when the branch returned into has ended', () => {
    const walk = finishAll(walkOf({ at_least: 2 }), 'z1', 'x1', 'x2');
    finish(walk, 'b', 'back_x2_1');
    expect(walk.state.value).toEqual({ p: { x: 'x2', y: 'ye', z: 'ze' } });
    expect(finishAll(walk, 'x2').at).toEqual(['b']);
  });

  it('that a return began anew is left when enough have ended again', () => {
    const walk = finish(finishAll(walkOf({ at_least: 2 }), 'z1', 'x1', 'x2'), 'b', 'back_x2_2');
    expect(finishAll(walk, 'x2').at.toSorted()).toEqual(['p', 'y1', 'z1']);
    expect(finishAll(walk, 'z1').at).toEqual(['b']);
  });

  it('goes on before a sibling decides anything', () => {
    const flow = flowOf({
      s: start('p'),
      p: joined(parallel({ x: 'xe', y: 'd' }, 'b'), 'first'),
      xe: end('x'),
      d: decision(['y1', 'ye'], 'y'),
      y1: task('ye', 'y'),
      ye: end('y'),
      b: task('e'),
      e: end(),
    });
    expect(new Walk(compiled(flow)).open().at).toEqual(['b']);
  });

  it('inside a block that is left early is withdrawn with it', () => {
    const walk = finishAll(walkOf('first'), 'y1', 'u1', 'z1');
    expect(walk.state.visits.find(({ step }) => step === 'q')?.status).toBe('withdrawn');
  });

  it('lets an inner block end its branch and with it the outer one, in one go', () => {
    const flow = flowOf({
      s: start('p'),
      p: joined(parallel({ x: 'q', y: 'y1' }, 'b'), 'first'),
      q: joined(parallel({ u: 'u1', v: 'v1' }, 'xe', 'x'), 'first'),
      xe: end('x'),
      u1: task('ue', 'u'),
      ue: end('u'),
      v1: task('ve', 'v'),
      ve: end('v'),
      y1: task('ye', 'y'),
      ye: end('y'),
      b: returning('e', [back('u1')]),
      e: end(),
    });
    const walk = finish(new Walk(compiled(flow)).open(), 'v1');
    expect(walk.at).toEqual(['b']);
    expect(finish(walk, 'b', 'back_u1').at.toSorted()).toEqual(['p', 'q', 'u1']);
    expect(finish(walk, 'u1').at).toEqual(['b']);
  });
});
