import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Route } from '@flowmeter/engine/definition/route.ts';
import { problem, warning } from '@flowmeter/engine/problem.ts';
import { sampleDocument } from '../document/testing/sample.ts';
import { moved } from './inputs/moved.ts';
import {
  countOf,
  following,
  inOrder,
  problemsAt,
  routeOf,
  stepOf,
  traceOf,
} from './problem-order.ts';
import { isDefault, mayMove } from './route-order.ts';

const open = (id: string): Route => ({ id, to: 'x' });

describe('moving in a list', () => {
  const places = fc
    .array(fc.string(), { minLength: 1 })
    .chain((list) => fc.record({ list: fc.constant(list), at: fc.nat(list.length - 1) }));

  it('up and down again is where it was', () => {
    fc.assert(
      fc.property(
        places.filter(({ at }) => at > 0),
        ({ list, at }) => {
          expect(moved(moved(list, at, -1), at - 1, 1)).toEqual(list);
        },
      ),
    );
  });

  it('keeps what is there', () => {
    fc.assert(
      fc.property(places, fc.constantFrom(1 as const, -1 as const), ({ list, at }, by) => {
        expect(moved(list, at, by).toSorted()).toEqual(list.toSorted());
      }),
    );
  });

  it.each([
    ['before the first', 0, -1],
    ['behind the last', 2, 1],
    ['from nowhere', 7, 1],
  ] as const)('%s changes nothing', (_name, at, by) => {
    expect(moved(['a', 'b', 'c'], at, by)).toEqual(['a', 'b', 'c']);
  });
});

describe('the order of routes', () => {
  const when = { fact: 'a', operator: 'equal', value: 1 };
  const asked = (id: string): Route => ({ id, to: 'x', when });

  it.each([
    ['a route past the default', [asked('a'), open('b')], 0, 1, false],
    ['the default up', [asked('a'), open('b')], 1, -1, false],
    ['among those with conditions', [asked('a'), asked('b'), open('c')], 0, 1, true],
    ['an open route to the end, where there is no default', [open('a'), asked('b')], 0, 1, true],
    ['the first up', [asked('a'), open('b')], 0, -1, false],
  ] as const)('%s', (_name, routes, index, by, may) => {
    expect(mayMove(routes, index, by, true)).toBe(may);
  });

  it('is free where a person chooses', () => {
    expect(mayMove([open('a'), open('b')], 0, 1, false)).toBe(true);
    expect(isDefault([open('a'), open('b')], 1, false)).toBe(false);
  });
});

describe('problems', () => {
  const { flow } = sampleDocument();
  const hint = warning('never_null', {}, '/steps/important/routes/0/when');
  const lost = problem('unreachable_step', {}, '/steps/gone');
  const stuck = problem(
    'end_unreachable',
    { steps: 'begin survey', trace: 'Accept → Site survey' },
    '/steps/survey',
  );

  it('stand with errors first, else as they were found', () => {
    expect(inOrder([hint, stuck, lost])).toEqual([stuck, lost, hint]);
    expect(countOf([hint, stuck, lost])).toEqual({ errors: 2, warnings: 1 });
  });

  it('name their step and route', () => {
    expect([hint, stuck, lost].map((one) => stepOf(one, flow))).toEqual([
      'important',
      'survey',
      undefined,
    ]);
    expect([hint, stuck].map((one) => routeOf(one, flow))).toEqual(['to_review', undefined]);
  });

  it('tell their way', () => {
    expect(traceOf(stuck)).toEqual(['begin', 'survey']);
    expect(traceOf(hint)).toEqual([]);
  });

  it('are found at a place and below it, not beside it', () => {
    const other = problem('step_without_route', {}, '/steps/survey_2');
    expect(problemsAt([stuck, other], '/steps/survey')).toEqual([stuck]);
    expect(problemsAt([hint], '/steps/important/routes/0')).toEqual([hint]);
  });

  it('are walked round and round', () => {
    expect(following(0, undefined, 1)).toBeUndefined();
    expect(following(3, undefined, 1)).toBe(0);
    expect(following(3, undefined, -1)).toBe(2);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(49), (count, at) => {
        const here = at % count;
        expect(following(count, following(count, here, 1), -1)).toBe(here);
      }),
    );
  });
});
