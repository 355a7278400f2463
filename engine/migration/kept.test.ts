import { describe, expect, it } from 'vitest';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Limit } from '../definition/limit.ts';
import { decision, end, flowOf, start, task } from '../flow/flows.fixture.ts';
import type { StepOf } from '../steps/registry.ts';
import {
  codesOf,
  compiled,
  did,
  LATER,
  move,
  named,
  openSeq,
  planned,
  reach,
  tried,
  visitAt,
  type Run,
} from './moves.fixture.ts';

const limit: Limit = {
  id: 'five',
  layer: 'internal',
  value: 5,
  unit: 'wd',
  calendar: 'cn',
  basis: { kind: 'typical', source: { zh: 'T', en: 'T' } },
};

const work = (more: Partial<StepOf<'task'>>): StepOf<'task'> => {
  return { ...(task('e') as StepOf<'task'>), clock: 'utility', ...more };
};

const timed = (limits: Limit[], whole: Limit[] = []): FlowDefinition => {
  return { ...flowOf({ s: start('a'), a: work({ limits }), e: end() }), limits: whole };
};

async function claimed(flow: FlowDefinition): Promise<Run> {
  const run = await reach(compiled(flow), []);
  return did(compiled(flow), run, { type: 'claim', seq: openSeq(run, 'a') });
}

describe('what a move keeps', () => {
  it('is the holder, the pauses, the data and what was done', async () => {
    const [old, next] = [compiled(timed([limit])), compiled(timed([{ ...limit, value: 6 }]))];
    let run = await claimed(timed([limit]));
    const seq = openSeq(run, 'a');
    run = await did(old, run, { type: 'pause', seq, reason: 'rain', evidence: 'photo' });
    const after = await move(old, next, planned(old, next), run);
    expect(after.state.visits).toEqual(run.state.visits);
    expect(after.state.data).toEqual(run.state.data);
  });

  it('is the due time of a limit that both versions have, through pauses too', async () => {
    const [old, next] = [compiled(timed([limit])), compiled(timed([{ ...limit, value: 2 }]))];
    const run = await claimed(timed([limit]));
    const seq = openSeq(run, 'a');
    const due = visitAt(run, seq).limits;
    let after = await move(old, next, planned(old, next), run);
    expect(visitAt(after, seq).limits).toEqual(due);
    after = await did(next, after, { type: 'pause', seq, reason: 'rain', evidence: 'x' }, LATER);
    after = await did(next, after, { type: 'resume', seq }, LATER);
    expect(visitAt(after, seq).limits[0]?.value).toBe(5);
  });

  it('is worked out from arrival where the plan says so', async () => {
    const [old, next] = [compiled(timed([limit])), compiled(timed([{ ...limit, value: 2 }]))];
    const run = await reach(old, []);
    const plan = planned(old, next, {}, { 'a/five': 'recompute' });
    const after = await move(old, next, plan, run);
    const [due] = visitAt(after, openSeq(run, 'a')).limits;
    expect(due).toMatchObject({ value: 2, dueAt: '2026-03-04T16:00:00.000Z' });
  });

  it.each<[string, Limit[], Limit[], string[]]>([
    ['a limit that is new', [], [limit], ['five']],
    ['a limit that is gone', [limit], [], []],
    [
      'a limit not yet in force when it was accepted',
      [],
      [{ ...limit, valid_from: '2026-03-03' }],
      [],
    ],
  ])('%s', async (_title, was, is, ids) => {
    const [old, next] = [compiled(timed(was)), compiled(named(timed(is).steps, 'two'))];
    const run = await reach(old, []);
    const after = await move(old, next, planned(old, next), run);
    const { limits } = visitAt(after, openSeq(run, 'a'));
    expect(limits.map(({ id }) => id)).toEqual(ids);
  });

  it("is the case's own limit, and a new one counts what has passed", async () => {
    const ten = { ...limit, id: 'ten', value: 10 };
    const [old, next] = [
      compiled(timed([limit], [limit])),
      compiled(timed([limit], [{ ...limit, value: 3 }, ten])),
    ];
    const run = await reach(old, []);
    const after = await move(old, next, planned(old, next), run);
    expect(after.state.limits).toMatchObject([
      { id: 'five', value: 5, dueAt: run.state.limits[0]?.dueAt },
      { id: 'ten', dueAt: '2026-03-16T16:00:00.000Z' },
    ]);
  });

  it('is said by the dry run', async () => {
    const [old, next] = [
      compiled(timed([limit])),
      compiled(timed([limit, { ...limit, id: 'six', value: 6 }])),
    ];
    const run = await claimed(timed([limit]));
    const verdict = await tried(old, next, planned(old, next), run);
    expect(verdict).toMatchObject({
      can: true,
      landing: {
        value: 'a',
        kept: [{ seq: 2, from: 'a', to: 'a', holder: 'li', paused: false, post: 'clerk' }],
        begun: [],
        limits: [{ seq: 2, step: 'a', id: 'six', before: null }],
        unchanged: 1,
      },
    });
  });

  it('is the work of whoever began it; what nobody holds goes to the new post', async () => {
    const other = { ...timed([]), steps: { ...timed([]).steps } };
    other.steps['a'] = work({ assign: { post: 'checker', unit: 'case' } });
    const [old, next] = [compiled(timed([])), compiled(other)];
    const free = await move(old, next, planned(old, next), await reach(old, []));
    const held = await move(old, next, planned(old, next), await claimed(timed([])));
    expect(free.state.visits[1]?.post).toBe('checker');
    expect(held.state.visits[1]).toMatchObject({ post: 'clerk', holder: 'li' });
  });
});

describe('facts that later decisions ask for', () => {
  const asks = (form: string[]): FlowDefinition =>
    flowOf({
      s: { ...(start('a') as StepOf<'start'>), form: form.map((fact) => ({ fact })) },
      a: work({ routes: [{ id: 'r0', to: 'd' }] }),
      d: decision(['b', 'e']),
      b: task('e'),
      e: end(),
    });
  const plain = flowOf({
    s: { ...(start('a') as StepOf<'start'>), form: [{ fact: 'n', optional: true }] },
    a: work({}),
    e: end(),
  });

  it.each<[string, Record<string, number>, string[]]>([
    ['are there', { n: 1 }, []],
    ['are missing', {}, ['migration_fact_missing']],
  ])('%s', async (_title, data, codes) => {
    const [old, next] = [compiled(plain), compiled(asks(['n']))];
    const run = await reach(old, [], data);
    expect(codesOf(await tried(old, next, planned(old, next, { a: 'a' }), run))).toEqual(codes);
  });

  it('are missing as for any case of the version: it is only said', async () => {
    const maybe = asks([]);
    maybe.steps['a'] = work({
      form: [{ fact: 'n', optional: true }],
      routes: [{ id: 'r0', to: 'd' }],
    });
    const [old, next] = [compiled(plain), compiled(maybe)];
    const run = await reach(old, []);
    const verdict = await tried(old, next, planned(old, next), run);
    expect(verdict).toMatchObject({ landing: { notes: [{ code: 'fact_maybe_missing' }] } });
  });

  it('keep a step from being suggested', () => {
    const [old, next] = [compiled(plain), compiled(asks(['n']))];
    expect(planned(old, next).steps).toEqual({});
  });

  it('are entered on the way', async () => {
    const filled = asks([]);
    filled.steps['a'] = work({ form: [{ fact: 'n' }], routes: [{ id: 'r0', to: 'd' }] });
    const [old, next] = [compiled(plain), compiled(filled)];
    expect(planned(old, next).steps).toEqual({ a: 'a' });
    const run = await reach(old, []);
    expect(codesOf(await tried(old, next, planned(old, next), run))).toEqual([]);
  });
});
