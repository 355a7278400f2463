import { describe, expect, it } from 'vitest';
import { end, flowOf, parallel, start, task } from '@flowmeter/engine/flow/flows.fixture.ts';
import { checkShape } from '@flowmeter/engine/flow/soundness.ts';
import { traceOf } from '../panels/problem-order.ts';
import { traceMarks } from './flow-editor-trace.ts';

/** What the gate says of a flow is what the canvas draws. */
function drawn(steps: Parameters<typeof flowOf>[0]) {
  const flow = flowOf(steps);
  const problems = checkShape(flow);
  return traceMarks(traceOf(problems[0] ?? ({ details: {} } as never)), flow, problems);
}

const kinds = (marks: Record<string, { kind: string }>) =>
  Object.fromEntries(Object.entries(marks).map(([id, { kind }]) => [id, kind]));

describe('the trace of a problem on the canvas', () => {
  it('passes the steps and routes to where the case is stuck', () => {
    const marks = drawn({ s: start('a'), a: task(['b', 'e']), b: task('b'), e: end() });
    expect(kinds(marks.steps)).toEqual({ s: 'passed', a: 'passed', b: 'stuck' });
    expect(kinds(marks.routes)).toEqual({ 's/r': 'passed', 'a/r0': 'passed' });
  });

  it('goes through the branches of a block and over its join', () => {
    const marks = drawn({
      s: start('p'),
      p: parallel({ x: 'x1', y: 'y1' }, 'b'),
      x1: task('xe', 'x'),
      xe: end('x'),
      y1: task('ye', 'y'),
      ye: end('y'),
      b: task(['b', 'b']),
      e: end(),
    });
    expect(kinds(marks.steps)).toMatchObject({
      p: 'passed',
      xe: 'passed',
      ye: 'passed',
      b: 'stuck',
    });
    expect(Object.keys(marks.routes).toSorted()).toEqual([
      '>x',
      '>y',
      'p/r0',
      's/r',
      'x1/r0',
      'y1/r0',
    ]);
  });

  it('ends at an end that should not have been reached', () => {
    const legal = { ...task('e'), legal: true };
    const marks = drawn({ s: start('a'), a: task(['l', 'e']), l: legal, e: end() });
    expect(kinds(marks.steps)).toEqual({ s: 'passed', a: 'passed', e: 'passed' });
  });

  it('is gone when no problem tells of it any more', () => {
    const flow = flowOf({ s: start('e'), e: end() });
    expect(traceMarks(['s', 'e'], flow, [])).toEqual({ steps: {}, routes: {} });
  });
});
