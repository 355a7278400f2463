import { describe, expect, it } from 'vitest';
import type { CompiledFlow } from '../flow/compile.ts';
import { end, flowOf, parallel, start, task } from '../flow/flows.fixture.ts';
import { auto, call, compiled, lineOf, repeat, rest, wait, Walk } from '../flow/kinds.fixture.ts';
import type { Step, StepOf } from '../steps/registry.ts';
import type { MigrationPlan } from './plan.ts';
import { suggestPlan } from './suggest-plan.ts';

const days = (value: number) => ({ value, unit: 'd', calendar: 'cn' }) as const;
const message = (name: string, key: string) => ({ name, key, takes: [] });

/** The walk gone on with in another version, its case moved by the plan that is suggested. */
function moved(walk: Walk, to: CompiledFlow, timers: MigrationPlan['timers'] = {}): Walk {
  const plan = { ...suggestPlan(walk.flow, to).plan, timers };
  const next = new Walk(to);
  next.entries.push(...walk.entries);
  return next.do({ type: 'migrate', actor: 'wang', plan, source: walk.flow, reason: 'r' });
}

const version = (step: Step, note: string) => {
  const flow = lineOf(['n', 'meter', 'list'], { w: step, b: rest('e') });
  return compiled({ ...flow, name: { zh: note, en: note } });
};

const send = (connector: string) => auto({ send: { connector, data: {} } }, 'b');

const data = { n: 1, meter: 'M1', list: ['x', 'y'] };
const visit = (walk: Walk) => walk.state.visits[1];

describe('a case that waits', () => {
  it.each<[string, MigrationPlan['timers'], string]>([
    ['until the time it had', {}, '2026-03-05T16:00:00.000Z'],
    [
      'from when it came there, where the plan says so',
      { 'w/': 'recompute' },
      '2026-03-09T16:00:00.000Z',
    ],
  ])('waits on %s', (_title, timers, until) => {
    const walk = new Walk(version(wait({ for: days(3) }, 'b'), 'one')).open(data);
    const next = moved(walk, version(wait({ for: days(7) }, 'b'), 'two'), timers);
    expect(visit(next)?.until).toBe(until);
  });

  it('for a message waits for the same one', () => {
    const walk = new Walk(version(wait({ message: message('read', 'meter') }, 'b'), 'one')).open(
      data,
    );
    const next = moved(walk, version(wait({ message: message('read', 'meter') }, 'b'), 'two'));
    expect(next.last.map(({ type }) => type)).toEqual(['case.migrated']);
    next.do({ type: 'message', name: 'read', key: 'M1', id: '1' });
    expect(next.at).toEqual(['b']);
  });

  it('for a message waits for the one that the new version waits for', () => {
    const walk = new Walk(version(wait({ message: message('read', 'meter') }, 'b'), 'one')).open(
      data,
    );
    const next = moved(walk, version(wait({ message: message('metered', 'meter') }, 'b'), 'two'));
    expect(visit(next)?.message).toEqual({ name: 'metered', key: 'M1' });
    next.do({ type: 'message', name: 'read', key: 'M1', id: '1' });
    expect(next.refusal).toBe('nothing_awaited');
  });

  it('for what was sent is answered by whom it was sent', () => {
    const walk = new Walk(version(send('mail'), 'one')).open(data);
    const same = moved(
      walk,
      version({ ...send('mail'), description: { zh: 'x', en: 'x' } }, 'two'),
    );
    expect(same.do({ type: 'answer', seq: 2 }).at).toEqual(['b']);
    expect(moved(walk, version(send('fax'), 'two')).refusal).toBe('migration_no_target');
  });

  it('for a called case hears of its end', () => {
    const walk = new Walk(version(call({}, 'b'), 'one')).open(data);
    const next = moved(walk, version(call({ in: { m: 'n' } }, 'b'), 'two'));
    next.do({ type: 'child_ended', seq: 2, index: 0, outcome: 'ok', data: {} });
    expect(next.at).toEqual(['b']);
    expect(moved(walk, version(call({ flow: 'other' }, 'b'), 'two')).refusal).toBe(
      'migration_no_target',
    );
  });

  it.each<[string, Step, Step]>([
    [
      'a time is no message',
      wait({ for: days(3) }, 'b'),
      wait({ message: message('read', 'meter') }, 'b'),
    ],
    [
      'one person is not several',
      rest('b'),
      { ...(rest('b') as StepOf<'task'>), sign: { mode: 'all', signers: 2 } },
    ],
    ['a task is no wait', rest('b'), wait({ for: days(3) }, 'b')],
  ])('is not moved where it would wait otherwise: %s', (_title, was, is) => {
    const walk = new Walk(version(was, 'one')).open(data);
    expect(moved(walk, version(is, 'two')).refusal).toBe('migration_no_target');
  });
});

const beside = (name: string): Record<string, Step> => ({
  s: { ...(start('p') as StepOf<'start'>), form: [{ fact: 'list' }] },
  p: parallel({ x: 'r', y: 'a' }, 'e'),
  r: { ...repeat({ mode: 'together' }, 're'), branch: 'x' },
  re: end('x'),
  a: {
    ...(task('ae', 'y') as StepOf<'task'>),
    name: { zh: name, en: name },
    limits: [
      {
        id: 'five',
        layer: 'internal',
        value: 5,
        unit: 'd',
        calendar: 'cn',
        basis: { kind: 'typical', source: { zh: 'T', en: 'T' } },
      },
    ],
  },
  ae: end('y'),
  e: end(),
});

/** Steps that run several cases, with a limit beside them: refused falsely elsewhere (camunda#51295). */
it('a repeated call with cases under way, inside a block with limits, is moved as it is', () => {
  const walk = new Walk(compiled(flowOf(beside('one')))).open({ list: ['x', 'y'] });
  walk.do({ type: 'child_ended', seq: 3, index: 0, outcome: 'ok', data: {} });
  const next = moved(walk, compiled(flowOf(beside('two'))));
  expect(next.state.visits).toEqual(walk.state.visits);
  next.do({ type: 'child_ended', seq: 3, index: 1, outcome: 'ok', data: {} });
  expect(next.at).toEqual(['p', 'a']);
});

it('a case that is being cancelled is not moved', () => {
  const steps: Record<string, Step> = {
    s: start('a'),
    a: { ...(task('b') as StepOf<'task'>), compensation: 'undo' },
    undo: { ...(task([]) as StepOf<'task'>), compensates: true },
    b: task('e'),
    e: end(),
  };
  const flow = { ...flowOf(steps), cancel: { outcome: 'cancelled' } };
  const walk = new Walk(compiled(flow)).open();
  walk
    .do({ type: 'claim', actor: 'li', seq: 2 })
    .do({ type: 'complete', actor: 'li', seq: 2, data: {} });
  walk.do({ type: 'cancel', actor: 'li', reason: 'moved away' });
  expect(walk.at).toEqual(['undo']);
  const next = moved(walk, compiled({ ...flow, name: { zh: 'two', en: 'two' } }));
  expect(next.refusal).toBe('case_being_cancelled');
});
