import { describe, expect, it } from 'vitest';
import type { DefinitionOf } from '../definition/kinds.ts';
import type { Limit } from '../definition/limit.ts';
import { compileFlow } from '../flow/compile.ts';
import type { Result } from '../problem.ts';
import type { StepOf } from '../steps/registry.ts';
import { changedLimits, limitEffects, needsHistory } from './limit-effects.ts';
import { flow as definition, monday, pack } from './pack.fixture.ts';
import { now, replay, type Session } from './session.ts';

type Flow = DefinitionOf<'flow'>;

const given = { unit: 'east', by: 'ann', at: monday, data: { who: 'Ada' } };
const check = definition.steps['check'] as StepOf<'task'>;
const [inner] = check.limits as [Limit];
const hours = (value: number): Limit => ({ ...inner, value, unit: 'h' });

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

function withCheck(limits: Limit[], more: Partial<Flow> = {}): Flow {
  return { ...definition, ...more, steps: { ...definition.steps, check: { ...check, limits } } };
}

/** Checked three hours after it was opened on Monday at nine; paused in the second of them. */
async function checked(more: object[] = []): Promise<Session> {
  const action = { do: 'complete', step: 'check', route: 'on', data: { amount: 60 } };
  const actions = [
    { do: 'pause', step: 'check', at: '2026-03-02T02:00:00.000Z', reason: 'r', evidence: 'e' },
    { do: 'resume', step: 'check', at: '2026-03-02T03:00:00.000Z' },
    { ...action, at: '2026-03-02T04:00:00.000Z' },
    ...more,
  ];
  const flow = compileFlow(definition, pack);
  const { session, stopped } = must(await replay(flow, given, actions as never));
  expect(stopped).toBeUndefined();
  return session;
}

async function effectsOf(to: Flow, session: Session) {
  const flow = compileFlow(to, pack);
  const entries = session.points.flatMap((point) => [...point.entries]);
  const { state, at } = now(session);
  return limitEffects(flow, changedLimits(definition, to), { state, entries, at });
}

describe('limits that are changed', () => {
  it.each<[string, Flow, object[]]>([
    ['none', definition, []],
    ['words alone', withCheck([{ ...inner, basis: { ...inner.basis, kind: 'promise' } }]), []],
    ['another value', withCheck([hours(3)]), [{ step: 'check', id: 'inner', after: { value: 3 } }]],
    ['one taken away', withCheck([]), [{ step: 'check', id: 'inner', after: undefined }]],
    [
      'one of the case',
      { ...definition, limits: [hours(5)] },
      [{ id: 'inner', before: undefined }],
    ],
  ])('%s', (_title, to, expected) => {
    expect(changedLimits(definition, to)).toMatchObject(expected);
  });

  it('need the history only for their conditions', () => {
    const when = { fact: 'amount', operator: 'greaterThan', value: 50 };
    expect(needsHistory(changedLimits(definition, withCheck([hours(3)])))).toBe(false);
    expect(needsHistory(changedLimits(definition, withCheck([{ ...inner, when }])))).toBe(true);
  });
});

describe('a past case under a changed limit', () => {
  it.each<[number, string]>([
    [1, 'overdue'],
    [2, 'warned'],
    [3, 'kept'],
  ])('of %d hours, two of three having counted, is %s', async (value, standing) => {
    const [effect] = await effectsOf(withCheck([hours(value)]), await checked());
    expect(effect).toMatchObject({
      step: 'check',
      limit: 'inner',
      seq: 2,
      endedAt: '2026-03-02T04:00:00.000Z',
      then: { standing: 'kept', due: { value: 2, unit: 'd' } },
      now: { standing, due: { value, unit: 'h' } },
    });
  });

  it('has none where the limit is gone, or its condition does not hold when it begins', async () => {
    const when = { fact: 'amount', operator: 'greaterThan', value: 50 } as const;
    const gone = await effectsOf(withCheck([]), await checked());
    const before = await effectsOf(withCheck([{ ...hours(1), when }]), await checked());
    expect([...gone, ...before].map(({ now: is }) => is.standing)).toEqual(['none', 'none']);
    const approve = definition.steps['approve'] as StepOf<'task'>;
    const limited = { ...approve, limits: [{ ...hours(1), when }] };
    const to = { ...definition, steps: { ...definition.steps, approve: limited } };
    const later = await checked([{ do: 'advance', at: '2026-03-02T06:00:00.000Z' }]);
    expect(await effectsOf(to, later)).toMatchObject([
      { step: 'approve', endedAt: undefined, now: { standing: 'overdue' } },
    ]);
  });

  it('counts for the case as a whole', async () => {
    const to = { ...definition, limits: [hours(1)] };
    expect(await effectsOf(to, await checked())).toMatchObject([
      { seq: 0, limit: 'inner', then: { standing: 'none' }, now: { standing: 'overdue' } },
    ]);
  });
});
