import { describe, expect, it } from 'vitest';
import type { Command } from '../case/commands.ts';
import type { Entry } from '../case/events.ts';
import { fold } from '../case/fold.ts';
import { nextOf, type LimitTime } from '../case/limit-times.ts';
import type { CaseState } from '../case/state.ts';
import type { CalendarDefinition } from '../definition/calendar.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Limit } from '../definition/limit.ts';
import { compileFlow } from './compile.ts';
import { end, flowOf, start, task, weekdays } from './flows.fixture.ts';
import { transition } from './transition.ts';

const said = (text: string) => ({ zh: text, en: text });

function limitOf(more: Partial<Limit> = {}): Limit {
  return {
    id: 'inner',
    layer: 'internal',
    value: 4,
    unit: 'wd',
    calendar: 'cn',
    basis: { kind: 'typical', source: said('T') },
    ...more,
  };
}

const chain = limitOf({
  reminders: [0.5, 0.8],
  escalate: [
    { after: { value: 1, unit: 'wd' }, to: 'head', notice: said('now') },
    { at: 1.5, to: 'above' },
    { after: { value: 4, unit: 'wd' }, to: 'head', reassign: true },
  ],
});

function flowWith(limit: Limit, whole: Limit[] = []): FlowDefinition {
  const a = { ...task(['a', 'e']), clock: 'utility', limits: [limit] } as never;
  return { ...flowOf({ s: start('a'), a, e: end() }), limits: whole };
}

/** Monday 2 March 2026, 10:00 in Shanghai. */
const monday = '2026-03-02T02:00:00.000Z';

/** A case on its way: commands are asked by the flow and the calendar as they are then. */
function walk(flow: FlowDefinition, calendar: CalendarDefinition = weekdays()) {
  const entries: Entry[] = [];
  let state: CaseState | null = null;
  const ask = (by: CalendarDefinition, command: Partial<Command> | object) => {
    const compiled = compileFlow(flow, { definitions: [by] });
    const outcome = transition(compiled, state, { actor: 'system', ...command } as Command);
    if (outcome.kind === 'done') {
      entries.push(outcome.entry);
      state = outcome.state;
    }
    return outcome;
  };
  ask(calendar, { type: 'open', caseId: 'c', unit: 'u', data: {}, at: monday });
  return { entries, ask, state: () => state as unknown as CaseState, calendar };
}

type Walk = ReturnType<typeof walk>;

function limitIn({ state }: Walk, seq = 2) {
  return state().visits[seq - 1]?.limits[0];
}

/** Lets time do to the visit's limit whatever it does by `until`, in order. */
function pass(one: Walk, until: string): LimitTime[] {
  const served: LimitTime[] = [];
  for (let answer = 'done'; answer === 'done'; ) {
    const limit = limitIn(one);
    const next = limit && nextOf({ ...limit, warnAt: null }, until);
    if (next === undefined || next.at > until) return served;
    const { kind, level } = next;
    const at = until;
    const tick = { type: 'tick', seq: 2, limit: 'inner', kind, level, at };
    answer = one.ask(one.calendar, tick).kind;
    served.push(next);
  }
  throw new Error(`refused: ${JSON.stringify(served.at(-1))}`);
}

const told = (one: Walk) =>
  one.entries.flatMap(({ events }) => events).filter(({ type }) => type.startsWith('limit.'));

describe('a limit with reminders and a chain of escalation', () => {
  it('fixes every time when its step is reached', () => {
    expect(limitIn(walk(flowWith(chain)))).toMatchObject({
      dueAt: '2026-03-06T16:00:00.000Z',
      reminders: [
        { share: 0.5, at: '2026-03-04T16:00:00.000Z' },
        { share: 0.8, at: '2026-03-06T16:00:00.000Z' },
      ],
      escalations: [
        { to: 'head', dueAt: '2026-03-09T16:00:00.000Z' },
        { to: 'above', dueAt: '2026-03-10T16:00:00.000Z' },
        { to: 'head', dueAt: '2026-03-12T16:00:00.000Z' },
      ],
    });
  });

  it('tells everything once, in order, also when time comes all at once', () => {
    const one = walk(flowWith(chain));
    const served = pass(one, '2026-04-01T00:00:00.000Z');
    expect(served.map(({ kind, level }) => [kind, level])).toEqual([
      ['remind', 0],
      ['remind', 1],
      ['due', undefined],
      ['escalate', 0],
      ['escalate', 1],
      ['escalate', 2],
    ]);
    expect(told(one)).toEqual([
      { type: 'limit.reminded', seq: 2, limit: 'inner', share: 0.5 },
      { type: 'limit.reminded', seq: 2, limit: 'inner', share: 0.8 },
      { type: 'limit.passed', seq: 2, limit: 'inner' },
      { type: 'limit.escalated', seq: 2, limit: 'inner', level: 0, to: 'head' },
      { type: 'limit.escalated', seq: 2, limit: 'inner', level: 1, to: 'above' },
      { type: 'limit.escalated', seq: 2, limit: 'inner', level: 2, to: 'head', reassign: true },
    ]);
    expect(fold(one.entries)).toEqual(one.state());
    expect(nextOf(limitIn(one)!, '2027-01-01T00:00:00.000Z')).toBeUndefined();
  });

  it('puts the task before another post: whoever held it does not hold it any more', () => {
    const one = walk(flowWith(chain));
    one.ask(one.calendar, { type: 'claim', seq: 2, actor: 'li', at: monday });
    expect(one.state().visits[1]).toMatchObject({ holder: 'li', post: 'clerk' });
    pass(one, '2026-04-01T00:00:00.000Z');
    expect(one.state().visits[1]).toMatchObject({ post: 'head', scope: 'above' });
    expect(one.state().visits[1]).not.toHaveProperty('holder');
  });

  it('is told of only in its own time', () => {
    const one = walk(flowWith(chain));
    expect(pass(one, '2026-03-06T15:59:59.999Z').map(({ kind }) => kind)).toEqual(['remind']);
    expect(pass(one, '2026-03-06T16:00:00.000Z').map(({ kind }) => kind)).toEqual([
      'remind',
      'due',
    ]);
    expect(pass(one, '2026-03-10T00:00:00.000Z')).toMatchObject([{ kind: 'escalate', level: 0 }]);
  });

  it.each([
    ['a reminder before its time', { kind: 'remind', level: 0, at: '2026-03-04T15:59:59.999Z' }],
    ['the limit before it is due', { kind: 'due', at: '2026-03-06T15:59:59.999Z' }],
    ['an escalation before the limit has passed', { kind: 'escalate', level: 0 }],
    ['a reminder that there is not', { kind: 'remind', level: 2 }],
    ['a limit that there is not', { kind: 'due', limit: 'other' }],
  ])('refuses %s', (_, tick) => {
    const one = walk(flowWith(chain));
    const at = '2026-04-01T00:00:00.000Z';
    const asked = { type: 'tick', seq: 2, limit: 'inner', at, ...tick } as Command;
    expect(one.ask(one.calendar, asked)).toMatchObject({
      kind: 'refused',
      problems: [{ code: 'nothing_due' }],
    });
  });

  it('asked twice has effect once', () => {
    const one = walk(flowWith(chain));
    const at = '2026-04-01T00:00:00.000Z';
    const ticks = [
      { kind: 'remind', level: 1 },
      { kind: 'due' },
      { kind: 'escalate', level: 0 },
      { kind: 'escalate', level: 2 },
    ].map((tick) => ({ type: 'tick', seq: 2, limit: 'inner', at, ...tick }) as Command);
    const answers = [...ticks, ...ticks].map((tick) => one.ask(one.calendar, tick).kind);
    expect(answers.join(' ')).toBe('done done done refused refused refused refused refused');
    expect(told(one)).toHaveLength(3);
  });

  it('of a visit that is over is not told any more', () => {
    const one = walk(flowWith(chain));
    one.ask(one.calendar, { type: 'claim', seq: 2, actor: 'li', at: monday });
    one.ask(one.calendar, {
      type: 'complete',
      seq: 2,
      route: 'r0',
      data: {},
      actor: 'li',
      at: '2026-03-03T02:00:00.000Z',
    });
    const at = '2026-04-01T00:00:00.000Z';
    const asked = { type: 'tick', seq: 2, limit: 'inner', kind: 'due', at } as Command;
    expect(one.ask(one.calendar, asked)).toMatchObject({ problems: [{ code: 'task_not_open' }] });
    // The step is visited again, with a limit of its own that nothing was told of.
    expect(limitIn(one, 3)).toMatchObject({ dueAt: '2026-03-09T16:00:00.000Z' });
    expect(limitIn(one, 3)?.reminders).toMatchObject([{ share: 0.5 }, { share: 0.8 }]);
  });
});

describe('a pause', () => {
  const pause = { type: 'pause', seq: 2, reason: 'r', evidence: 'e', actor: 'li' };

  it('puts off what is still to be told, and tells nothing twice', () => {
    const one = held(chain);
    const thursday = '2026-03-05T02:00:00.000Z';
    expect(pass(one, thursday)).toMatchObject([{ kind: 'remind', level: 0 }]);
    one.ask(one.calendar, { ...pause, at: thursday });
    expect(pass(one, '2026-03-31T00:00:00.000Z')).toEqual([]);
    const later = '2026-03-12T02:00:00.000Z';
    one.ask(one.calendar, { type: 'resume', seq: 2, actor: 'li', at: later });
    expect(limitIn(one)).toMatchObject({
      dueAt: '2026-03-12T16:00:00.000Z',
      reminders: [{ told: thursday }, { share: 0.8, at: '2026-03-12T16:00:00.000Z' }],
      escalations: [{ dueAt: '2026-03-13T16:00:00.000Z' }, {}, {}],
    });
    expect(pass(one, '2026-03-12T16:00:00.000Z').map(({ kind }) => kind)).toEqual([
      'remind',
      'due',
    ]);
  });

  it('after the limit has passed puts off the escalation that was to come', () => {
    const one = held(chain);
    const monday9 = '2026-03-09T02:00:00.000Z';
    pass(one, monday9);
    one.ask(one.calendar, { ...pause, at: monday9 });
    expect(limitIn(one)).toMatchObject({
      dueAt: '2026-03-06T16:00:00.000Z',
      escalations: [{ dueAt: null }, { dueAt: null }, { dueAt: null }],
    });
    const friday = '2026-03-13T02:00:00.000Z';
    one.ask(one.calendar, { type: 'resume', seq: 2, actor: 'li', at: friday });
    expect(limitIn(one)).toMatchObject({
      dueAt: '2026-03-06T16:00:00.000Z',
      escalations: [{ dueAt: '2026-03-13T16:00:00.000Z' }, {}, {}],
    });
  });
});

describe('what a case was given stays as it is', () => {
  it('when another edition of the calendar comes, with the edition that gave it', () => {
    const one = walk(flowWith(chain, [limitOf({ id: 'whole', value: 10 })]));
    const before = limitIn(one);
    const moved = { ...weekdays('2026-12-31', ['2026-03-05', '2026-03-06', '2026-03-09']) };
    pass({ ...one, calendar: moved }, '2026-03-05T00:00:00.000Z');
    expect(limitIn(one)).toEqual({
      ...before,
      reminders: [
        { ...before?.reminders?.[0], told: '2026-03-05T00:00:00.000Z' },
        before?.reminders?.[1],
      ],
    });
    expect(limitIn(one)).toMatchObject({
      calendarHash: compileFlow(flowWith(chain), { definitions: [weekdays()] }).calendars.get('cn')
        ?.hash,
      zone: 'Asia/Shanghai',
    });
  });

  it('also where a longer calendar gives the end of the chain that was not known', () => {
    const short = weekdays('2026-03-09');
    const one = walk(flowWith(chain), short);
    expect(limitIn(one)?.escalations).toMatchObject([
      { dueAt: '2026-03-09T16:00:00.000Z' },
      { dueAt: null, uncovered: true },
      { dueAt: null, uncovered: true },
    ]);
    expect(limitIn(one)).not.toHaveProperty('uncovered');
    const longer = weekdays('2026-12-31', ['2026-03-05', '2026-03-09']);
    one.ask(longer, { type: 'recompute', at: '2026-03-03T00:00:00.000Z' });
    expect(limitIn(one)).toMatchObject({
      dueAt: '2026-03-06T16:00:00.000Z',
      calendarHash: compileFlow(flowWith(chain), { definitions: [short] }).calendars.get('cn')
        ?.hash,
    });
    expect(limitIn(one)?.escalations?.[0]?.dueAt).toBe('2026-03-09T16:00:00.000Z');
    expect(limitIn(one)?.escalations?.[1]?.dueAt).toBe('2026-03-12T16:00:00.000Z');
    expect(limitIn(one)?.escalations?.[1]).not.toHaveProperty('uncovered');
  });

  it('when the flow says something else of it later', () => {
    const one = walk(flowWith(chain));
    const state = one.state();
    const another = flowWith(limitOf({ value: 9, reminders: [0.1], escalate: [] }));
    const compiled = compileFlow(another, { definitions: [weekdays()] });
    const at = '2026-03-03T02:00:00.000Z';
    const by = { actor: 'li', at, seq: 2 } as const;
    const claimed = done(transition(compiled, state, { ...by, type: 'claim' }));
    const paused = done(
      transition(compiled, claimed, { ...by, type: 'pause', reason: 'r', evidence: 'e' }),
    );
    const resumed = done(transition(compiled, paused, { ...by, type: 'resume' }));
    expect(resumed.visits[1]?.limits).toEqual(state.visits[1]?.limits);
  });
});

describe('a limit of the case', () => {
  const whole = limitOf({
    id: 'whole',
    reminders: [0.5],
    escalate: [{ after: { value: 1, unit: 'h' }, to: 'head' }],
  });

  it('is told of beside those of its steps', () => {
    const one = walk(flowWith(limitOf(), [whole]));
    const at = '2026-03-06T17:00:00.000Z';
    for (const kind of ['remind', 'due', 'escalate']) {
      one.ask(one.calendar, { type: 'tick', limit: 'whole', kind, level: 0, at });
    }
    expect(told(one)).toEqual([
      { type: 'limit.reminded', limit: 'whole', share: 0.5 },
      { type: 'limit.passed', limit: 'whole' },
      { type: 'limit.escalated', limit: 'whole', level: 0, to: 'head' },
    ]);
    expect(one.state().limits).toMatchObject([{ id: 'whole', passedAt: at }]);
    expect(fold(one.entries)).toEqual(one.state());
  });
});

/** A case whose task somebody holds. */
function held(limit: Limit): Walk {
  const one = walk(flowWith(limit));
  one.ask(one.calendar, { type: 'claim', seq: 2, actor: 'li', at: monday });
  return one;
}

function done(outcome: ReturnType<typeof transition>): CaseState {
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.state;
}
