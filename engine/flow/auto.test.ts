import { describe, expect, it } from 'vitest';
import { problem } from '../problem.ts';
import { auto, compiled, lineOf, rest, said, Walk } from './kinds.fixture.ts';
import { decision } from './flows.fixture.ts';

const sending = compiled(
  lineOf(['n', 'meter'], {
    a: auto(
      { send: { connector: 'grid', data: { id: 'meter', n: 'n' }, takes: [{ fact: 'note' }] } },
      'b',
      'by_hand',
    ),
    by_hand: rest('b'),
    b: rest('e'),
  }),
);
const failing = () =>
  asked().do({ type: 'fail', seq: 2, problem: problem('not_active', { id: 'grid' }) });
const asked = () => new Walk(sending).open({ n: 3, meter: 'M1' });

const set = (value: unknown, fact = 'm', form: string[] = []) =>
  compiled(
    lineOf(form, { a: auto({ set: [{ fact, value: value as string }] }, 'b'), b: rest('e') }),
  );

describe('an automatic step that enters facts', () => {
  it.each([
    ['a constant', 7, 'm', {}, 7],
    ['null', null, 'maybe', {}, null],
    ['another fact', { fact: 'n' }, 'm', { n: 4 }, 4],
    ['what may not be there', { fact: 'maybe' }, 'note', {}, null],
    ['the time', { fact: 'now' }, 'moment', {}, '2026-03-02T01:00:00.000Z'],
    [
      'a day later by the calendar',
      { fact: 'day', plus: { value: 5, unit: 'wd', calendar: 'cn' } },
      'due',
      { day: '2026-03-06' },
      '2026-03-13',
    ],
    [
      'a time later',
      { fact: 'now', plus: { value: 2, unit: 'h', calendar: 'cn' } },
      'moment',
      {},
      '2026-03-02T03:00:00.000Z',
    ],
  ])('%s', (_name, value, fact, data, expected) => {
    const walk = new Walk(set(value, fact, Object.keys(data))).open(data);
    expect(walk.state.data[fact]).toEqual(expected);
    expect(walk.at).toEqual(['b']);
    expect(walk.events('facts.set')).toEqual([
      { type: 'facts.set', seq: 2, data: { [fact]: expected } },
    ]);
  });

  it.each([
    ['what is not known', { fact: 'n' }, 'm', 'auto_unknown'],
    ['what does not fit', 11, 'n', 'fact_wrong_type'],
    [
      'a day that no calendar reaches',
      { fact: 'now', plus: { value: 400, unit: 'wd', calendar: 'cn' } },
      'due',
      'calendar_not_covered',
    ],
  ])('refuses a person’s command over %s', (_name, value, fact, code) => {
    const walk = new Walk(set(value, fact)).open();
    expect(walk.refusal).toBe(code);
    expect(walk.entries).toEqual([]);
  });
});

describe('an automatic step that gives notice', () => {
  it('says what and to whom, and goes on', () => {
    const does = { notice: { post: 'clerk', words: said('done') } };
    const walk = new Walk(compiled(lineOf([], { a: auto(does, 'b'), b: rest('e') }))).open();
    expect(walk.events('notice.given')).toEqual([
      { type: 'notice.given', seq: 2, post: 'clerk', words: said('done') },
    ]);
    expect(walk.at).toEqual(['b']);
  });
});

describe('an automatic step that sends', () => {
  it('rests with a copy of what is to be sent', () => {
    const walk = asked();
    expect(walk.at).toEqual(['a']);
    expect(walk.events('effect.asked')).toEqual([
      { type: 'effect.asked', seq: 2, effect: 'c1.2', connector: 'grid', data: { id: 'M1', n: 3 } },
    ]);
  });

  it('goes on by its first route with what it takes from the answer', () => {
    const walk = asked().do({ type: 'answer', seq: 2, data: { note: 'ok', n: 9 } });
    expect(walk.at).toEqual(['b']);
    expect(walk.state.data).toEqual({ n: 3, meter: 'M1', note: 'ok' });
  });

  it('is answered once', () => {
    const again = { type: 'answer', seq: 2, data: { note: 'ok' } } as const;
    const walk = asked().do(again).do(again);
    expect(walk.refusal).toBe('task_not_open');
    expect(walk.entries).toHaveLength(2);
  });

  it('has an incident when the answer does not fit', () => {
    const walk = asked().do({ type: 'answer', seq: 2, data: { note: 'too long' } });
    expect(walk.at).toEqual(['a']);
    expect(walk.state.visits[1]?.incident?.code).toBe('fact_wrong_type');
  });

  it('has an incident when it fails, told once', () => {
    const walk = failing();
    expect(walk.state.visits[1]?.incident).toMatchObject({ code: 'not_active' });
    walk.do({ type: 'fail', seq: 2, problem: problem('not_active', { id: 'grid' }) });
    expect(walk.refusal).toBe('nothing_awaited');
  });

  it('is retried: the same effect is asked again', () => {
    const walk = failing().do({ type: 'retry', seq: 2, actor: 'wang' });
    expect(walk.last.map(({ type }) => type)).toEqual(['step.retried', 'effect.asked']);
    expect(walk.events('effect.asked')).toMatchObject([{ effect: 'c1.2' }, { effect: 'c1.2' }]);
    expect(walk.state.visits[1]?.incident).toBeUndefined();
    walk.do({ type: 'answer', seq: 2, data: { note: 'ok' } });
    expect(walk.at).toEqual(['b']);
  });

  it('is answered late, after the incident', () => {
    const walk = failing().do({ type: 'answer', seq: 2, data: { note: 'ok' } });
    expect(walk.at).toEqual(['b']);
    expect(walk.state.visits[1]?.incident).toBeUndefined();
  });

  it.each([
    ['skipped', { type: 'skip' }, 'b', {}],
    ['led another way', { type: 'reroute', route: 'r1' }, 'by_hand', { route: 'r1' }],
  ] as const)('is %s with a reason', (_name, command, to, chosen) => {
    const walk = failing().do({ ...command, seq: 2, actor: 'wang', reason: 'by phone' });
    expect(walk.at).toEqual([to]);
    expect(walk.events('step.skipped')).toEqual([
      { type: 'step.skipped', seq: 2, reason: 'by phone', ...chosen },
    ]);
  });

  it.each([
    ['retry', {}],
    ['skip', { reason: 'x' }],
    ['reroute', { reason: 'x', route: 'r1' }],
  ] as const)('takes no %s while nothing has gone wrong', (type, more) => {
    expect(asked().do({ type, seq: 2, actor: 'wang', ...more }).refusal).toBe('no_incident');
  });

  it('is not skipped where the law requires it, but may be led another way', () => {
    const legal = {
      ...auto({ send: { connector: 'grid', data: {} } }, 'b', 'by_hand'),
      legal: true,
    };
    const flow = lineOf([], { a: legal, b: rest('e'), by_hand: rest('e') });
    const walk = new Walk(compiled(flow)).open();
    walk.do({ type: 'fail', seq: 2, problem: problem('not_active', { id: 'grid' }) });
    const settled = { seq: 2, actor: 'wang', reason: 'x' };
    expect(walk.do({ type: 'skip', ...settled }).refusal).toBe('legal_skipped');
    expect(walk.do({ type: 'reroute', ...settled, route: 'r1' }).at).toEqual(['by_hand']);
  });

  it('knows its routes', () => {
    const walk = failing().do({ type: 'reroute', seq: 2, actor: 'wang', reason: 'x', route: 'zz' });
    expect(walk.refusal).toBe('unknown_route');
    expect(walk.at).toEqual(['a']);
  });
});

describe('what goes on by itself and leads nowhere', () => {
  const send = { send: { connector: 'grid', data: {}, takes: [{ fact: 'note' }] } };
  const walkTo = (truth: boolean | 'unknown') => {
    const flow = lineOf([], { a: auto(send, 'd'), d: decision(['b', 'e']), b: rest('e') });
    const walk = new Walk(compiled(flow)).open();
    walk.answers = { 'route:3': { r0: { truth, missing: ['n'] } } };
    return walk.do({ type: 'answer', seq: 2, data: { note: 'ok' } });
  };

  it('keeps the answer; the step that was answered has an incident', () => {
    const walk = walkTo('unknown');
    expect(walk.last.map(({ type }) => type)).toEqual(['effect.answered', 'step.failed']);
    expect(walk.at).toEqual(['a']);
    expect(walk.state.data).toEqual({ note: 'ok' });
    expect(walk.state.visits[1]?.incident?.code).toBe('decision_unknown');
  });

  it('goes on from there when it is retried, without asking again', () => {
    const walk = walkTo('unknown');
    walk.answers = { 'route:3': { r0: { truth: true } } };
    walk.do({ type: 'retry', seq: 2, actor: 'wang' });
    expect(walk.at).toEqual(['b']);
    expect(walk.events('effect.asked')).toHaveLength(1);
  });

  it('refuses the person who retries while nothing has changed', () => {
    const walk = walkTo('unknown').do({ type: 'retry', seq: 2, actor: 'wang' });
    expect(walk.refusal).toBe('decision_unknown');
    expect(walk.state.visits[1]?.incident?.code).toBe('decision_unknown');
  });

  const round = compiled(
    lineOf([], {
      a: auto({ send: { connector: 'grid', data: {} } }, 'b'),
      b: auto({ set: [{ fact: 'm', value: 1 }] }, 'c'),
      c: auto({ set: [{ fact: 'm', value: 2 }] }, 'b'),
    }),
  );

  it('stops a round without people: an incident, not a refusal for ever', () => {
    const walk = new Walk(round).open().do({ type: 'answer', seq: 2 });
    expect(walk.at).toEqual(['a']);
    expect(walk.state.visits[1]?.incident?.code).toBe('too_many_automatic_steps');
    expect(walk.state.visits).toHaveLength(2);
  });
});
