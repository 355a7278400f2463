import { describe, expect, it } from 'vitest';
import { decision, end, flowOf, parallel, start, task } from '../flow/flows.fixture.ts';
import type { Step, StepOf } from '../steps/registry.ts';
import { checkPlan } from './check-plan.ts';
import { compiled, named } from './moves.fixture.ts';
import type { MigrationPlan } from './plan.ts';
import { suggestPlan } from './suggest-plan.ts';

const side: Record<string, Step> = {
  s: start('p'),
  p: parallel({ x: 'a', y: 'b' }, 'z'),
  a: task('a2', 'x'),
  a2: task('ae', 'x'),
  ae: end('x'),
  b: task('be', 'y'),
  be: end('y'),
  z: { ...(task('d') as StepOf<'task'>), form: [{ fact: 'n' }] },
  d: decision(['z', 'e']),
  e: end(),
};

const [old, next] = [compiled(named(side, 'one')), compiled(named(side, 'two'))];

const plan = (more: Partial<MigrationPlan>): MigrationPlan => {
  return { flow: 'toy', from: old.hash, to: next.hash, steps: {}, timers: {}, ...more };
};

const found = (one: MigrationPlan) =>
  checkPlan(one, old, next).map(({ code, at }) => [code, at] as const);

describe('a plan', () => {
  const same = { p: 'p', a: 'a', a2: 'a2', b: 'b', z: 'z' };

  it.each<[string, Partial<MigrationPlan>]>([
    ['of nothing', {}],
    ['of what is the same', { steps: same }],
    ['of a decision, at which no case rests', { steps: { d: 'd' } }],
    ['of an end', { steps: { p: 'p', ae: 'ae' } }],
    ['of two steps of a branch into one', { steps: { ...same, a2: 'a' } }],
    ['of branches that change places', { steps: { p: 'p', a: 'b', a2: 'b', b: 'a' } }],
    [
      'that gives up a branch without a counterpart',
      { steps: { p: 'p', b: 'a' }, withdraw: ['x'] },
    ],
  ])('%s makes sense', (_title, more) => {
    expect(found(plan(more))).toEqual([]);
  });

  it.each<[string, Partial<MigrationPlan>, [string, string][]]>([
    [
      'another flow',
      { flow: 'other' },
      [
        ['migration_other_version', '/flow'],
        ['migration_other_version', '/flow'],
      ],
    ],
    ['another source', { from: 'x' }, [['migration_other_version', '/from']]],
    ['another target', { to: 'x' }, [['migration_other_version', '/to']]],
    ['an unknown step', { steps: { nobody: 'z' } }, [['unknown_reference', '/steps/nobody']]],
    ['an unknown target', { steps: { z: 'nowhere' } }, [['unknown_reference', '/steps/z']]],
    ['another kind', { steps: { z: 'd' } }, [['migration_kind_differs', '/steps/z']]],
    ['a block that is no block', { steps: { p: 'z' } }, [['migration_kind_differs', '/steps/p']]],
    [
      'a step whose block is not mapped',
      { steps: { a: 'a' } },
      [['migration_blocks_differ', '/steps/a']],
    ],
    [
      'a way into a block',
      { steps: { p: 'p', z: 'a' } },
      [['migration_blocks_differ', '/steps/z']],
    ],
    [
      'a way out of a block',
      { steps: { p: 'p', a: 'z' } },
      [['migration_blocks_differ', '/steps/a']],
    ],
    [
      'two branches that meet',
      { steps: { p: 'p', a: 'a', b: 'a2' } },
      [['migration_branches_meet', '/steps/b']],
    ],
    [
      'a branch that parts',
      { steps: { p: 'p', a: 'a', a2: 'b' } },
      [['migration_branch_parts', '/steps/a2']],
    ],
    [
      'an unknown time',
      { timers: { 'z/nine': 'keep' } },
      [['migration_unknown_timer', '/timers/z~1nine']],
    ],
    ['an unknown branch', { withdraw: ['w'] }, [['unknown_reference', '/withdraw/0']]],
    [
      'a branch that is given up and stays',
      { steps: same, withdraw: ['x'] },
      [['migration_branch_stays', '/withdraw/0']],
    ],
  ])('of %s is refused, at its place', (_title, more, expected) => {
    expect(found(plan(more))).toEqual(expected);
  });

  it('leads from one version to another', () => {
    const one = plan({ to: old.hash });
    expect(checkPlan(one, old, old)).toMatchObject([{ code: 'migration_same_version', at: '/to' }]);
  });

  it('leads to no step from which the end is out of reach', () => {
    const trap = flowOf({ ...side, z: task(['d', 't']), t: task('t') });
    const bad = compiled({ ...trap, name: { zh: 'bad', en: 'bad' } });
    const one = { ...plan({ to: bad.hash }), steps: { z: 't' } };
    expect(checkPlan(one, old, bad)).toMatchObject([
      {
        code: 'migration_no_end',
        at: '/steps/z',
        details: { steps: expect.stringMatching(/z t$/) as unknown },
      },
    ]);
  });
});

function suggested(to: Record<string, Step>) {
  const { plan: one, open } = suggestPlan(old, compiled(named(to, 'other')));
  return {
    steps: Object.keys(one.steps),
    open: open.map(({ step, problems: [why] }) => [step, why?.code]),
  };
}

describe('a suggestion', () => {
  const all = ['p', 'a', 'a2', 'b', 'z'];

  it.each<[string, Record<string, Step>, string[], [string, string][]]>([
    ['what is the same', side, all, []],
    [
      'no step that is gone',
      { ...side, z: end(), b: task('be', 'y'), d: end() },
      ['p', 'a', 'a2', 'b'],
      [['z', 'migration_kind_differs']],
    ],
    [
      'nothing of a block that is gone',
      { s: start('a'), a: task('z'), z: task('e'), e: end() },
      ['z'],
      [
        ['p', 'migration_step_gone'],
        ['a', 'migration_blocks_differ'],
        ['a2', 'migration_step_gone'],
        ['b', 'migration_step_gone'],
      ],
    ],
    [
      'no block of which enough branches may have ended',
      { ...side, p: { ...side['p'], join: 'first' } as Step },
      ['z'],
      [
        ['p', 'migration_block_over'],
        ['a', 'migration_block_unmapped'],
        ['a2', 'migration_block_unmapped'],
        ['b', 'migration_block_unmapped'],
      ],
    ],
  ])('has %s', (_title, to, steps, open) => {
    expect(suggested(to)).toEqual({ steps, open });
  });
});
