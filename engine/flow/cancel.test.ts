import { describe, expect, it } from 'vitest';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Step, StepOf } from '../steps/registry.ts';
import { finish, finishAll } from './blocks.fixture.ts';
import { end, flowOf, parallel, start, task } from './flows.fixture.ts';
import { auto, compiled, said, Walk } from './kinds.fixture.ts';

const undo = (more: Partial<StepOf<'task'>> = {}): Step => ({
  ...(task([]) as StepOf<'task'>),
  compensates: true,
  ...more,
});

const undone = (by: string, to: string | string[], branch?: string): Step => ({
  ...(task(to, branch) as StepOf<'task'>),
  compensation: by,
});

const notice = { notice: { post: 'desk', words: said('undone') } };

/** `a -> p{ x: x1, y: y1 } -> late -> e`; all but `y1` and `late` can be undone. */
function flowWith(more: Partial<FlowDefinition> = {}): FlowDefinition {
  const steps = {
    s: start('a'),
    a: undone('undo_a', ['p', 'a']),
    p: parallel({ x: 'x1', y: 'y1' }, 'late'),
    x1: undone('undo_x', 'xe', 'x'),
    xe: end('x'),
    y1: task('ye', 'y'),
    ye: end('y'),
    late: task('e'),
    e: end(),
    undo_a: undo(),
    undo_x: { ...auto(notice), compensates: true } as Step,
  };
  return {
    ...flowOf(steps),
    outcomes: [{ id: 'cancelled', name: said('cancelled'), unfinished: true }],
    cancel: { outcome: 'cancelled', until: ['late'] },
    ...more,
  };
}

const opened = (flow = flowWith()) => new Walk(compiled(flow)).open();
const cancel = (walk: Walk, reason = 'no longer wanted') =>
  walk.do({ type: 'cancel', actor: 'boss', reason });

describe('a case that is cancelled', () => {
  it('ends at once when nothing was done', () => {
    const walk = cancel(opened());
    expect(walk.state).toMatchObject({
      status: 'ended',
      outcome: 'cancelled',
      cancelled: { by: 'boss', reason: 'no longer wanted', compensations: [] },
    });
    expect(walk.last).toMatchObject([
      { type: 'case.cancelled' },
      { type: 'step.withdrawn', by: 'cancel', reason: 'cancelled' },
      { type: 'case.ended', outcome: 'cancelled' },
    ]);
  });

  it('is undone from the latest to the first, one after the other', () => {
    const walk = cancel(finishAll(opened(), 'a', 'x1'));
    expect(walk.state.cancelled?.compensations).toEqual(['undo_x', 'undo_a']);
    expect(walk.events('notice.given')).toHaveLength(1);
    expect(walk.at).toEqual(['undo_a']);
    expect(walk.state.value).toBe('undo_a');
    expect(walk.state.status).toBe('open');
    expect(finish(walk, 'undo_a').state).toMatchObject({ status: 'ended', outcome: 'cancelled' });
  });

  it('withdraws everything open, blocks as well', () => {
    const walk = cancel(finishAll(opened(), 'a'));
    const open = walk.state.visits.filter(({ status }) => status === 'withdrawn');
    expect(open.map(({ step }) => step)).toEqual(['p', 'x1', 'y1']);
  });

  it('undoes once what was done twice', () => {
    const walk = cancel(finish(finish(opened(), 'a', 'r1'), 'a', 'r0'));
    expect(walk.state.cancelled?.compensations).toEqual(['undo_a']);
  });

  it('does not undo what was returned', () => {
    const flow = flowWith();
    const { a } = flow.steps;
    const route = { id: 'r1', to: 'a', name: said('again'), result: 'return' } as const;
    const returns = { ...a, routes: [a?.routes[0], route] } as Step;
    const walk = opened({ ...flow, steps: { ...flow.steps, a: returns } });
    expect(cancel(finish(walk, 'a', 'r1')).state.status).toBe('ended');
  });

  it.each([
    ['twice', () => cancel(finishAll(opened(), 'a')), 'case_being_cancelled'],
    ['when it has ended', () => cancel(opened()), 'case_ended'],
    ['too late', () => finishAll(opened(), 'a', 'x1', 'y1', 'late'), 'case_ended'],
  ])('is refused %s', (_title, walk, code) => {
    expect(cancel(walk()).refusal).toBe(code);
  });

  it('is refused when the flow does not offer it, without a reason, and too late', () => {
    const { cancel: _cancel, ...none } = flowWith();
    expect(cancel(opened(none)).refusal).toBe('cancel_not_offered');
    expect(cancel(opened(), '  ').refusal).toBe('cancel_without_reason');
    const early = flowWith({ cancel: { outcome: 'cancelled', until: ['a'] } });
    expect(cancel(finish(opened(early), 'a')).refusal).toBe('cancel_too_late');
  });

  it('rests where a connector has to undo something, until that has answered', () => {
    const flow = flowWith();
    const send = { send: { connector: 'billing', data: {} } };
    const sends = { ...auto(send), compensates: true } as Step;
    const walk = cancel(
      finishAll(opened({ ...flow, steps: { ...flow.steps, undo_x: sends } }), 'a', 'x1'),
    );
    expect(walk.at).toEqual(['undo_x']);
    const seq = walk.state.visits.length;
    expect(walk.do({ type: 'answer', seq }).at).toEqual(['undo_a']);
  });
});
