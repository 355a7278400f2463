import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFlow, type CompiledFlow } from '../flow/compile.ts';
import type { DefinitionOf } from '../definition/kinds.ts';
import type { Result } from '../problem.ts';
import type { StepOf } from '../steps/registry.ts';
import { flow as definition, monday, pack } from './pack.fixture.ts';
import { pastOf, type Past } from './past.ts';
import { retrace, type Retraced } from './retrace.ts';
import { differencesOf, isDifferent, isRowDifferent } from './retrace-differences.ts';
import { runToEnd } from './run-to-end.ts';
import { now, replay, start, type Session } from './session.ts';

type Flow = DefinitionOf<'flow'>;

const flow = compileFlow(definition, pack);
const given = { unit: 'east', by: 'ann', at: monday, data: { who: 'Ada' } };
const checkedAt = '2026-03-03T01:00:00.000Z';
const checked = {
  do: 'complete',
  step: 'check',
  route: 'on',
  by: 'ann',
  at: checkedAt,
  data: { amount: 60, note: 'good' },
};
const approved = {
  do: 'complete',
  step: 'approve',
  route: 'yes',
  by: 'bob',
  at: '2026-03-04T02:00:00.000Z',
};
const cooled = { do: 'wait', step: 'cool' };

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing there');
  return value;
}

function pastIn({ points }: Session): Past {
  return known(pastOf(points.flatMap(({ entries }) => [...entries])));
}

async function ended(): Promise<Session> {
  const { session } = must(await replay(flow, given, [checked, approved, cooled]));
  expect(now(session).state.status).toBe('ended');
  return session;
}

async function again(session: Session, to: CompiledFlow): Promise<Retraced> {
  const past = pastIn(session);
  return must(await retrace(to, past, definition, { until: now(session).at }));
}

function changed(steps: Partial<Flow['steps']>, more: Partial<Flow> = {}): CompiledFlow {
  const all = { ...definition.steps, ...steps } as Flow['steps'];
  const kept = Object.fromEntries(Object.entries(all).filter(([, step]) => step !== undefined));
  return compileFlow({ ...definition, ...more, steps: kept }, pack);
}

const task = (id: string) => definition.steps[id] as StepOf<'task'>;

describe('a past case in the version that it ran', () => {
  it('says what people did, and leaves out what time did', async () => {
    const past = pastIn(await ended());
    expect(past.given).toEqual(given);
    expect(past.actions.map(({ action }) => `${action.do} ${action.step} ${action.by}`)).toEqual([
      'claim check ann',
      'complete check ann',
      'claim approve bob',
      'complete approve bob',
    ]);
  });

  it('goes the same way, whatever was done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), async (seed) => {
        const begun = must(await start(flow, given));
        const { session } = await runToEnd(begun, { seed, choose: 'chance', most: 25 });
        const { session: retraced, notes } = await again(session, flow);
        expect(notes).toEqual([]);
        const differences = differencesOf(session, retraced);
        expect(differences.path.filter(isRowDifferent)).toEqual([]);
        expect(isDifferent(differences)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a past case in another version', () => {
  it('is late where the limit is shorter', async () => {
    const [limit] = task('check').limits;
    const short = { ...known(limit), value: 2, unit: 'h' as const };
    const session = await ended();
    const to = changed({ check: { ...task('check'), limits: [short] } });
    const retraced = await again(session, to);
    expect(retraced.notes).toEqual([]);
    const { path, findings } = differencesOf(session, retraced.session);
    expect(path.filter(isRowDifferent)).toMatchObject([
      {
        step: 'check',
        changes: ['limits'],
        limits: [{ id: 'inner', standing: { then: 'kept', now: 'overdue' } }],
      },
    ]);
    expect(findings.filter(({ side }) => side !== 'both')).toEqual([
      { rule: 'late', step: 'check', side: 'now' },
    ]);
  });

  it('goes on without a step that is not there any more', async () => {
    const session = await ended();
    const check = { ...task('check'), routes: [{ id: 'on', to: 'end' }] };
    const { size: _s, both: _b, approve: _a, approved: _e, ...rest } = definition.steps;
    const { cool: _c, cooled: _d, ...steps } = rest;
    const to = compileFlow({ ...definition, steps: { ...steps, check } }, pack);
    const retraced = await again(session, to);
    expect(retraced.notes).toEqual([{ what: 'gone', step: 'approve', do: 'complete' }]);
    const { path, endedAt } = differencesOf(session, retraced.session);
    expect(path.filter(({ now: is }) => is === undefined).map(({ step }) => step)).toEqual([
      'size',
      'both',
      'approve',
      'cool',
      'approved',
      'cooled',
    ]);
    expect(endedAt.now).toBe(checkedAt);
  });

  it('assumes what nobody has done, with what the case said elsewhere', async () => {
    const session = await ended();
    const review = {
      ...task('check'),
      form: [{ fact: 'amount' }],
      routes: [{ id: 'r', to: 'size' }],
    };
    const check = { ...task('check'), routes: [{ id: 'on', to: 'review' }], form: [] };
    const to = changed({ check, review });
    const { notes, session: retraced } = await again(session, to);
    expect(notes).toEqual([
      { what: 'not_asked', step: 'check', facts: ['amount', 'note'] },
      { what: 'assumed', step: 'review', do: 'complete', route: 'r' },
    ]);
    expect(now(retraced).state).toMatchObject({ status: 'ended', data: { amount: 60 } });
    const { path } = differencesOf(session, retraced);
    expect(path.filter(({ then }) => then === undefined).map(({ step }) => step)).toEqual([
      'review',
    ]);
  });

  it('takes the way that leads to the same where a route has another id', async () => {
    const check = { ...task('check'), routes: [{ id: 'further', to: 'size' }] };
    const { notes } = await again(await ended(), changed({ check }));
    expect(notes).toEqual([{ what: 'other_route', step: 'check', route: 'on', taken: 'further' }]);
  });

  it('has somebody else do what the one who did it may not do', async () => {
    const check = { ...task('check'), assign: { post: 'desk', unit: 'case' as const } };
    const approve = { ...task('approve'), assign: { post: 'checker', unit: 'case' as const } };
    const { notes } = await again(await ended(), changed({ check, approve }));
    expect(notes).toEqual([{ what: 'other_person', step: 'approve', by: 'bob' }]);
  });

  it('makes up what nobody has said', async () => {
    const check = {
      ...task('check'),
      form: [...task('check').form, { fact: 'more' }],
    };
    const more = { name: { zh: 'more', en: 'more' }, type: 'integer' as const, samples: [7] };
    const facts = { ...flow.facts, more };
    const { notes } = await again(await ended(), { ...changed({ check }), facts });
    expect(notes).toEqual([{ what: 'made_up', step: 'check', facts: ['more'] }]);
  });

  it('stops where a way is barred, and says why', async () => {
    const check = { ...task('check'), form: [{ fact: 'nothing' }] };
    const { notes } = await again(await ended(), changed({ check }));
    expect(notes).toMatchObject([
      { what: 'refused', step: 'check', problems: [{ code: 'fact_required' }] },
      { what: 'unreached', step: 'approve' },
    ]);
  });
});
