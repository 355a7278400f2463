import { describe, expect, it } from 'vitest';
import { compiled, lineOf, rest, wait, Walk } from './kinds.fixture.ts';

const until = (fact: string) => ({ until: { fact, calendar: 'cn' } });

const flowUntil = (fact: string) =>
  compiled(lineOf([fact], { w: wait(until(fact), 'b'), b: rest('e') }));

describe('waiting until a date', () => {
  it.each([
    ['a day: until it begins in the zone', 'day', '2026-03-10', '2026-03-09T16:00:00.000Z'],
    ['a time', 'moment', '2026-03-10T08:00:00+08:00', '2026-03-10T00:00:00.000Z'],
  ])('%s', (_name, fact, value, expected) => {
    const walk = new Walk(flowUntil(fact)).open({ [fact]: value });
    expect(walk.at).toEqual(['w']);
    expect(walk.state.visits[1]?.until).toBe(expected);
    walk.do({ type: 'fire', seq: 2, at: expected });
    expect(walk.at).toEqual(['b']);
  });

  it('goes on at once where it is past', () => {
    const walk = new Walk(flowUntil('day')).open({ day: '2026-03-01' });
    expect(walk.at).toEqual(['b']);
    expect(walk.state.visits[1]).toMatchObject({ step: 'w', status: 'done', route: 'r0' });
  });

  it.each([
    ['not known', 'day', {}],
    ['null', 'maybe', {}],
  ])('refuses the command that leads there while it is %s', (_name, fact, data) => {
    const to = compiled(lineOf([], { w: wait(until(fact), 'b'), b: rest('e') }));
    expect(new Walk(to).open(data).refusal).toBe('auto_unknown');
  });

  it('refuses what is no time', () => {
    expect(new Walk(flowUntil('note')).open({ note: 'soon' }).refusal).toBe('bad_date');
  });
});

describe('waiting for a message', () => {
  const timeout = { value: 2, unit: 'd', calendar: 'cn', route: 'r1' } as const;
  const message = { name: 'installed', key: 'meter', takes: [{ fact: 'n' }], timeout };
  const flow = compiled(
    lineOf(['meter'], { w: wait({ message }, 'b', 'late'), b: rest('e'), late: rest('e') }),
  );
  const waiting = () => new Walk(flow).open({ meter: 'M1' });
  const sent = { type: 'message', name: 'installed', key: 'M1', id: 'm1', data: { n: 5 } } as const;

  it('rests, its key fixed', () => {
    const walk = waiting();
    expect(walk.at).toEqual(['w']);
    expect(walk.state.visits[1]).toMatchObject({
      message: { name: 'installed', key: 'M1' },
      until: '2026-03-04T16:00:00.000Z',
    });
  });

  it('goes on with what the message brings', () => {
    const walk = waiting().do(sent);
    expect(walk.at).toEqual(['b']);
    expect(walk.state.data).toEqual({ meter: 'M1', n: 5 });
    expect(walk.state.messages).toEqual(['m1']);
  });

  it('leaves what the step does not take', () => {
    const walk = waiting().do({ ...sent, data: { n: 5, m: 1 } });
    expect(walk.state.data).toEqual({ meter: 'M1', n: 5 });
  });

  it.each([
    ['another name', { name: 'removed' }, 'nothing_awaited'],
    ['another key', { key: 'M2' }, 'nothing_awaited'],
    ['data that does not fit', { data: { n: 11 } }, 'fact_wrong_type'],
    ['required data missing', { data: {} }, 'fact_required'],
  ])('refuses %s', (_name, change, code) => {
    const walk = waiting().do({ ...sent, ...change });
    expect(walk.refusal).toBe(code);
    expect(walk.at).toEqual(['w']);
  });

  it('takes a message once', () => {
    expect(waiting().do(sent).do(sent).refusal).toBe('message_repeated');
    expect(
      waiting()
        .do(sent)
        .do({ ...sent, id: 'm2' }).refusal,
    ).toBe('nothing_awaited');
  });

  it('goes another way when its patience is over', () => {
    const walk = waiting().do({ type: 'fire', seq: 2, at: '2026-03-04T16:00:00.000Z' });
    expect(walk.at).toEqual(['late']);
    expect(walk.do(sent).refusal).toBe('nothing_awaited');
  });

  it('rests for ever without patience', () => {
    const { timeout: _none, ...patient } = message;
    const walk = new Walk(
      compiled(lineOf(['meter'], { w: wait({ message: patient }, 'b'), b: rest('e') })),
    ).open({ meter: 'M1' });
    expect(walk.state.visits[1]?.until).toBeUndefined();
    expect(walk.do({ type: 'fire', seq: 2 }).refusal).toBe('not_automatic');
  });

  it('keeps a message that cannot lead on: an incident', () => {
    const broken = compiled(
      lineOf(['meter'], { w: wait({ message }, 'w2', 'w2'), w2: wait(until('day'), 'e') }),
    );
    const walk = new Walk(broken).open({ meter: 'M1' }).do(sent);
    expect(walk.last.map(({ type }) => type)).toEqual(['message.received', 'step.failed']);
    expect(walk.state.data).toEqual({ meter: 'M1', n: 5 });
    expect(walk.state.visits[1]?.incident?.code).toBe('auto_unknown');
  });
});
