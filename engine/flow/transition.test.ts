import { describe, expect, it } from 'vitest';
import type { Command } from '../case/commands.ts';
import type { Entry } from '../case/events.ts';
import { fold } from '../case/fold.ts';
import type { CaseState } from '../case/state.ts';
import type { FactsDefinition } from '../definition/facts.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Limit } from '../definition/limit.ts';
import type { OrganisationDefinition } from '../definition/organisation.ts';
import type { StepOf } from '../steps/registry.ts';
import { compileFlow } from './compile.ts';
import { decision, end, flowOf, parallel, start, task, weekdays } from './flows.fixture.ts';
import type { Outcome } from './outcome.ts';
import { transition } from './transition.ts';

const said = (text: string) => ({ zh: text, en: text });

const calendar = weekdays();

const facts: FactsDefinition = {
  kind: 'facts',
  id: 'facts',
  name: said('facts'),
  facts: {
    n: { name: said('n'), type: 'integer', min: 0 },
    note: { name: said('note'), type: 'string', max_length: 5 },
  },
};

const org: OrganisationDefinition = {
  kind: 'organisation',
  id: 'org',
  name: said('org'),
  units: [{ id: 'top', name: said('top') }],
  posts: ['head', 'clerk', 'checker'].map((id) => ({ id, name: said(id) })),
  conflicts: [
    {
      posts: ['clerk', 'checker'],
      reason: said('x'),
      basis: { kind: 'typical', source: said('T') },
    },
  ],
  people: [],
};

const limit: Limit = {
  id: 'five',
  layer: 'internal',
  value: 5,
  unit: 'wd',
  calendar: 'cn',
  basis: { kind: 'typical', source: said('T') },
};

const work = (to: string | string[], more: Partial<StepOf<'task'>> = {}): StepOf<'task'> => ({
  ...(task(to) as StepOf<'task'>),
  clock: 'utility',
  ...more,
});

const line: FlowDefinition = {
  ...flowOf({
    s: start('a'),
    a: work(['d', 'a'], { form: [{ fact: 'n' }], limits: [limit] }),
    d: decision(['b', 'p']),
    b: work('e', { assign: { post: 'checker', unit: 'case' } }),
    p: parallel({ x: 'px', y: 'py' }, 'e'),
    px: work('pxe', { branch: 'x' }),
    pxe: end('x'),
    py: work(['pye', 'b'], { branch: 'y', clock: 'customer' }),
    pye: end('y'),
    e: end(),
  }),
  limits: [{ ...limit, id: 'whole', value: 10 }],
};

const compiled = compileFlow(line, { definitions: [calendar, facts, org] });

/** A command without its actor (`li` unless said otherwise). */
type Given = { type: Command['type']; at: string; actor?: string; [field: string]: unknown };

/** Runs commands one after another; the answers say what the rule engine would. */
function run(commands: Given[], truth: boolean | 'unknown' = false) {
  const entries: Entry[] = [];
  let state: CaseState | null = null;
  for (const given of commands) {
    const command = { actor: 'li', ...given } as Command;
    const answers = {
      'route:3': { r0: { truth, missing: ['n'] } },
      'route:5': { r0: { truth, missing: ['n'] } },
    };
    const outcome = transition(compiled, state, command, answers);
    if (outcome.kind !== 'done') return { outcome, entries, state };
    entries.push(outcome.entry);
    state = outcome.state;
  }
  return { outcome: undefined, entries, state };
}

const open: Given = {
  type: 'open',
  caseId: 'c1',
  unit: 'top',
  data: {},
  at: '2026-09-18T02:00:00Z',
};
const claim = (seq: number, at: string, actor = 'li'): Given => ({ type: 'claim', seq, at, actor });
const done = (seq: number, at: string, more: object = {}): Given => ({
  type: 'complete',
  seq,
  at,
  data: {},
  ...more,
});
const firstDone = [
  open,
  claim(2, '2026-09-18T03:00:00Z'),
  done(2, '2026-09-21T03:00:00Z', { route: 'r0', data: { n: 1 } }),
];

/** Every due time in a finished outcome. */
function dueDays(outcome: Outcome): unknown[] {
  const visits = 'state' in outcome ? outcome.state.visits : [];
  return visits.flatMap((visit) => visit.limits.map((one) => one.dueAt));
}

describe('transition', () => {
  it('opens at the first task with its limits', () => {
    const { state } = run([open]);
    expect(state?.value).toBe('a');
    expect(state?.visits.map((one) => [one.step, one.status])).toEqual([
      ['s', 'done'],
      ['a', 'open'],
    ]);
    expect(state?.visits[1]?.limits[0]?.dueAt).toBe('2026-09-25T16:00:00.000Z');
    expect(state?.limits[0]?.dueAt).toBe('2026-10-02T16:00:00.000Z');
  });

  it('asks which way a decision goes, and takes the first that holds', () => {
    expect(run(firstDone, true).state?.value).toBe('b');
    expect(run(firstDone, false).state?.value).toEqual({ p: { x: 'px', y: 'py' } });
  });

  it('asks the rule engine when the answer is not there', () => {
    const { state } = run(firstDone.slice(0, 2));
    const outcome = transition(compiled, state, { actor: 'li', ...firstDone[2] } as Command);
    expect(outcome).toMatchObject({ kind: 'ask', question: { items: [{ id: 'r0' }] } });
  });

  it('refuses a decision that cannot be known', () => {
    expect(run(firstDone, 'unknown').outcome).toMatchObject({
      kind: 'refused',
      problems: [{ code: 'decision_unknown' }],
    });
  });

  it('joins when every branch has ended', () => {
    const { state } = run([
      ...firstDone,
      claim(5, '2026-09-21T04:00:00Z'),
      done(5, '2026-09-21T05:00:00Z'),
      claim(6, '2026-09-22T04:00:00Z'),
      done(6, '2026-09-22T05:00:00Z', { route: 'r0' }),
    ]);
    expect(state).toMatchObject({ status: 'ended', outcome: 'completed' });
    expect(state?.visits.every((visit) => visit.status === 'done')).toBe(true);
  });

  it('withdraws the other branches when one leaves the block', () => {
    const { state } = run([
      ...firstDone,
      claim(6, '2026-09-22T04:00:00Z'),
      done(6, '2026-09-22T05:00:00Z', { route: 'r1' }),
    ]);
    expect(state?.value).toBe('b');
    expect(state?.visits.slice(3)).toMatchObject([
      { step: 'p', status: 'withdrawn' },
      { step: 'px', status: 'withdrawn' },
      { step: 'py', status: 'done' },
      { step: 'b', status: 'open' },
    ]);
  });

  it('stops the clock of a step and of the case in a pause, and goes on with what is left', () => {
    const pause = {
      type: 'pause',
      seq: 2,
      at: '2026-09-21T03:00:00Z',
      reason: 'r',
      evidence: 'e',
    } as Given;
    const paused = run([open, claim(2, '2026-09-18T03:00:00Z'), pause]).state;
    expect([paused?.visits[1]?.limits[0]?.dueAt, paused?.limits[0]?.dueAt]).toEqual([null, null]);
    const resumed = run([
      open,
      claim(2, '2026-09-18T03:00:00Z'),
      pause,
      { type: 'resume', seq: 2, at: '2026-09-28T03:00:00Z' },
    ]).state;
    expect(resumed?.visits[1]?.limits[0]?.dueAt).toBe('2026-10-01T16:00:00.000Z');
    expect(resumed?.limits[0]?.dueAt).toBe('2026-10-08T16:00:00.000Z');
  });

  it('says that a due time is not covered, and computes it when the calendar is', () => {
    const late = run([{ ...open, at: '2026-12-28T02:00:00Z' }]).state;
    expect(late?.visits[1]?.limits[0]).toMatchObject({ dueAt: null, uncovered: true });
    const longer = { ...calendar, covers: { from: '2026-01-01', to: '2027-12-31' } };
    const next = compileFlow(line, { definitions: [longer, facts, org] });
    const outcome = transition(next, late, {
      type: 'recompute',
      actor: 'system',
      at: '2026-12-29T02:00:00Z',
    });
    expect(outcome).toMatchObject({ kind: 'done' });
    expect(dueDays(outcome)).toContain('2027-01-04T16:00:00.000Z');
  });

  const refusals: [string, Given[], string][] = [
    [
      'without a claim',
      [open, done(2, open.at, { route: 'r0', data: { n: 1 } })],
      'task_not_claimed',
    ],
    ['held by another', [open, claim(2, open.at, 'wu'), done(2, open.at)], 'task_claimed_by_other'],
    ['a second claim', [open, claim(2, open.at, 'wu'), claim(2, open.at)], 'task_claimed_by_other'],
    [
      'a missing fact',
      [open, claim(2, open.at), done(2, open.at, { route: 'r0' })],
      'fact_required',
    ],
    [
      'a wrong type',
      [open, claim(2, open.at), done(2, open.at, { route: 'r0', data: { n: 1.5 } })],
      'fact_wrong_type',
    ],
    [
      'a foreign fact',
      [open, claim(2, open.at), done(2, open.at, { data: { n: 1, note: 'x' } })],
      'fact_not_on_form',
    ],
    ['no route', [open, claim(2, open.at), done(2, open.at, { data: { n: 1 } })], 'route_required'],
    [
      'an unknown route',
      [open, claim(2, open.at), done(2, open.at, { route: 'zz', data: { n: 1 } })],
      'unknown_route',
    ],
    ['an unknown task', [open, claim(9, open.at)], 'task_not_found'],
    ['a finished task', [...firstDone, claim(2, open.at)], 'task_not_open'],
    [
      'a hostile key',
      [open, claim(2, open.at), done(2, open.at, { data: JSON.parse('{"n": 1, "__proto__": 1}') })],
      'fact_not_on_form',
    ],
  ];

  it.each(refusals)('refuses %s', (_title, commands, code) => {
    const { outcome } = run(commands);
    expect(outcome).toMatchObject({ kind: 'refused', problems: [{ code }] });
  });

  it('refuses incompatible duties in one case', () => {
    const { outcome } = run([...firstDone, claim(4, '2026-09-22T04:00:00Z')], true);
    expect(outcome).toMatchObject({ kind: 'refused', problems: [{ code: 'duty_conflict' }] });
    expect(
      run([...firstDone, claim(4, '2026-09-22T04:00:00Z', 'wu')], true).outcome,
    ).toBeUndefined();
  });

  it('keeps nothing but entries: the state is their fold', () => {
    const { entries, state } = run([...firstDone, claim(5, '2026-09-21T04:00:00Z')]);
    expect(fold(entries)).toEqual(state);
    expect(entries.map((entry) => entry.version)).toEqual([1, 2, 3, 4]);
  });
});
