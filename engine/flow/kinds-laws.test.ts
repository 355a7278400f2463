import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../case/fold.ts';
import { problem } from '../problem.ts';
import {
  auto,
  call,
  compiled,
  lineOf,
  repeat,
  rest,
  wait,
  Walk,
  type Given,
} from './kinds.fixture.ts';

/** One step of every kind that rests by itself, one after the other. */
const flow = compiled(
  lineOf(['meter', 'list'], {
    a: auto({ send: { connector: 'x', data: {}, takes: [{ fact: 'n' }] } }, 'w', 't'),
    w: wait({ message: { name: 'm', key: 'meter', takes: [{ fact: 'note' }] } }, 'c'),
    c: call({ out: { m: 'm' } }, 'r', 't'),
    r: repeat({ mode: 'one_by_one' }, 'set'),
    set: auto({ set: [{ fact: 'm', value: { fact: 'm' } }] }, 't'),
    t: rest('e'),
  }),
);

const seq = fc.integer({ min: 1, max: 9 });
const index = fc.integer({ min: 0, max: 2 });
const n = fc.constantFrom<object>({ n: 1 }, { n: 99 }, {});
const note = fc.constantFrom<object>({ note: 'ok' }, { note: 'too long' }, {});
const m = fc.constantFrom<object>({ m: 1 }, {});
const reason = fc.constant('x');

/** What time, other systems and people may bring, in any order, to any visit. */
const brought: fc.Arbitrary<Given> = fc.oneof(
  fc.record({ type: fc.constant('answer' as const), seq, data: n }),
  fc.record({
    type: fc.constant('message' as const),
    name: fc.constant('m'),
    key: fc.constantFrom('M', 'N'),
    id: fc.constantFrom('1', '2'),
    data: note,
  }),
  fc.record({ type: fc.constant('child_opened' as const), seq, index, hash: fc.constant('h') }),
  fc.record({
    type: fc.constant('child_ended' as const),
    seq,
    index,
    outcome: fc.constant('ok'),
    data: m,
  }),
  fc.record({
    type: fc.constant('fail' as const),
    seq,
    problem: fc.constant(problem('not_active', { id: 'x' })),
  }),
  fc.record({ type: fc.constantFrom('retry' as const, 'skip' as const), seq, reason }),
  fc.record({ type: fc.constant('reroute' as const), seq, route: fc.constant('r1'), reason }),
);

const begun = () => new Walk(flow).open({ meter: 'M', list: ['x', 'y'] });

const visitsOf = ({ state }: Walk) => state.visits.map(({ step, status }) => `${step} ${status}`);

test('whatever comes in whatever order, a case goes on or says why not; its state is the fold', () => {
  fc.assert(
    fc.property(fc.array(brought, { maxLength: 40 }), (commands) => {
      const walk = begun();
      for (const command of commands) {
        const before = walk.entries.length;
        walk.do(command);
        expect(walk.entries.length - before).toBe(Number(walk.refusal === undefined));
      }
      expect(walk.entries.map(({ version }) => version)).toEqual(
        [...walk.entries.keys()].map((at) => at + 1),
      );
      expect(walk.at).toHaveLength(1);
      expect(fold(walk.entries)).toEqual(walk.state);
    }),
    { numRuns: 300 },
  );
});

test('what other systems bring twice has effect once', () => {
  const outside = new Set(['answer', 'message', 'child_opened', 'child_ended']);
  fc.assert(
    fc.property(fc.array(brought, { maxLength: 40 }), (commands) => {
      const walk = begun();
      for (const command of commands.filter(({ type }) => outside.has(type))) {
        const once = visitsOf(walk.do(command));
        expect(visitsOf(walk.do(command))).toEqual(once);
      }
    }),
    { numRuns: 200 },
  );
});
