import { describe, expect, test } from 'vitest';
import type { Entry } from '@flowmeter/engine/case/events.ts';
import { advance, nextTimer } from '@flowmeter/engine/simulation/clock.ts';
import { findingsOf } from '@flowmeter/engine/simulation/finding.ts';
import { runToEnd, sampleGiven } from '@flowmeter/engine/simulation/run-to-end.ts';
import { act, now, start, type Session } from '@flowmeter/engine/simulation/session.ts';
import type { Result } from '@flowmeter/engine/problem.ts';
import { testServer, testStart, type TestServer } from '../testing.ts';
import { createWorker } from '../worker/worker.ts';

const given = { unit: 'north', by: 'dora', at: testStart, data: { borrower: 'Ada', amount: 3500 } };
const passed = { do: 'complete', step: 'check', route: 'pass' };

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

describe('the API tries out a case', () => {
  test('of the flow in force, with actions, and shows where it stands', async () => {
    await using server = await testServer();
    const olga = await server.as('olga');
    const answer = await olga.post('/api/simulations', {
      flow: { id: 'lend' },
      given,
      actions: [passed],
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        at: '2026-03-02T02:00:00.000Z',
        status: 'open',
        actions: [{ ...passed, at: '2026-03-02T02:00:00.000Z' }],
        open: [
          {
            step: { id: 'approve' },
            awaits: 'person',
            performers: [{ id: 'mia' }],
            offers: [
              { do: 'complete', route: 'approved', name: { en: 'Cool off' } },
              { do: 'pause' },
            ],
          },
        ],
        path: [
          { step: { id: 'start' } },
          { step: { id: 'check' }, route: 'pass', handler: { id: 'carl' } },
          { step: { id: 'size' }, route: 'large' },
          { step: { id: 'approve' }, status: 'open' },
        ],
        timers: [{ kind: 'warn' }, { kind: 'due' }, { kind: 'warn' }, { kind: 'due' }],
        stopped_at: null,
        problems: [],
      },
    });
  });

  test('of a draft, to its end, with sample data; nothing is stored', async () => {
    await using server = await testServer();
    const olga = await server.as('olga');
    const { body: draft } = await olga.post('/api/drafts', { kind: 'flow', id: 'lend' });
    const flow = { draft: draft['id'] };
    const answer = await olga.post('/api/simulations', { flow, run: { seed: 7 } });
    expect(answer.body).toMatchObject({ came: 'ended', status: 'ended', outcome: { id: 'lent' } });
    expect((await olga.get('/api/cases')).body).toMatchObject({ rows: [] });
    expect(await server.deps.store.timers.next()).toBeUndefined();
    const other = await (await server.as('otto')).post('/api/simulations', { flow });
    expect(other).toMatchObject({ status: 404, body: { problems: [{ code: 'draft_not_found' }] } });
  });

  test('lets time pass, and says what rules found and why', async () => {
    await using server = await testServer();
    const anna = await server.as('anna');
    const hash = server.deps.inForce.active('flow', 'lend')?.hash;
    const late = { flow: { hash }, given, advance_to: '2026-03-02T08:00:00Z' };
    expect((await anna.post('/api/simulations', late)).body).toMatchObject({
      at: '2026-03-02T08:00:00.000Z',
      findings: [
        {
          rule: { id: 'D1' },
          severity: 'R3',
          step: { id: 'check' },
          found_at: '2026-03-02T05:00:00.000Z',
          reason: { holds: true, sentence: { en: 'Overdue (yes) = yes holds' } },
        },
      ],
    });
  });

  test('says which action was refused, and why', async () => {
    await using server = await testServer();
    const olga = await server.as('olga');
    const actions = [passed, passed, passed];
    const answer = await olga.post('/api/simulations', { flow: { id: 'lend' }, given, actions });
    expect(answer.body).toMatchObject({
      stopped_at: 1,
      problems: [{ code: 'not_at_step', words: { zh: expect.stringContaining('Check') } }],
      open: [{ step: { id: 'approve' } }],
    });
  });

  test.each<[string, string, object, number, string]>([
    ['a clerk', 'carl', { flow: { id: 'lend' } }, 403, 'not_allowed'],
    ['an unknown flow', 'olga', { flow: { id: 'gone' } }, 404, 'definition_not_found'],
    ['an unknown version', 'olga', { flow: { hash: 'f00' } }, 404, 'definition_not_found'],
    ['content that is no flow', 'olga', { flow: { definition: {} } }, 422, 'unknown_kind'],
    ['an action without a step', 'olga', withActions([{ do: 'complete' }]), 422, 'schema'],
    [
      'too many actions',
      'olga',
      withActions(Array.from({ length: 501 }, () => passed)),
      422,
      'schema',
    ],
    [
      'a beginning that does not fit',
      'olga',
      { flow: { id: 'lend' }, given: bare() },
      422,
      'fact_required',
    ],
    [
      'time that goes back',
      'olga',
      { flow: { id: 'lend' }, given, advance_to: '2026-01-01T00:00:00Z' },
      422,
      'clock_backwards',
    ],
  ])('refuses %s', async (_title, person, body, status, code) => {
    await using server = await testServer();
    const answer = await (await server.as(person)).post('/api/simulations', body);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });
});

function withActions(actions: object[]) {
  return { flow: { id: 'lend' }, given, actions };
}

function bare() {
  return { ...given, data: {} };
}

function codeOf(answer: { body: Record<string, unknown> }): unknown {
  return (answer.body['problems'] as { code: string }[] | undefined)?.[0]?.code;
}

describe('a simulation and the server come to the same', () => {
  test.each([1, 2, 3, 4, 5, 6])(
    'for the same commands at the same times, seed %i',
    async (seed) => {
      await using server = await testServer();
      const session = await storyOf(server, seed);
      const caseId = await onServer(server, session);
      const state = await server.deps.store.cases.state(caseId);
      expect(state).toEqual({ ...now(session).state, id: caseId });
      const found = await server.deps.store.findings.known(caseId);
      const simulated = findingsOf(session).map(({ rule, seq }) => `${rule.id} ${seq}`);
      expect(simulated).toHaveLength(new Set(found).size);
    },
  );
});

/** A case with a pause, limits that pass, and a run to the end by chance. */
async function storyOf(server: TestServer, seed: number): Promise<Session> {
  const flow = server.deps.inForce.flow('lend');
  if (flow === undefined) throw new Error('no flow');
  const begin = { ...sampleGiven(flow, testStart, seed), unit: 'north', by: 'dora' };
  const opened = must(await start(flow, begin));
  const pause = { do: 'pause', step: 'check', reason: 'r', evidence: 'e' };
  const paused = must(await act(opened, pause));
  const later = must(await advance(paused, '2026-03-03T01:00:00Z'));
  const resumed = must(await act(later, { do: 'resume', step: 'check' }));
  const warned = must(await nextTimer(resumed));
  const late = must(await nextTimer(warned));
  return (await runToEnd(late, { seed, choose: 'chance' })).session;
}

/** The same on the server: people by the API, time by its worker. */
async function onServer(server: TestServer, { given: begin, points }: Session): Promise<string> {
  const worker = createWorker(server.deps);
  const { unit, data } = begin;
  const opener = await server.as(begin.by);
  const opened = await opener.post('/api/cases', { flow: 'lend', unit, data });
  const caseId = String(opened.body['case_id']);
  for (const { at, entries } of points.slice(1)) {
    server.clock.set(Date.parse(at));
    await worker.runDue();
    for (const entry of entries.filter(({ actor }) => actor !== 'system')) {
      await command(server, caseId, entry);
    }
  }
  await worker.stop();
  return caseId;
}

async function command(
  server: TestServer,
  caseId: string,
  { actor, command: what, events }: Entry,
) {
  const [event] = events;
  const { seq, route, data, comment, reason, evidence } = event as Record<string, unknown>;
  const bodies: Record<string, object> = {
    pause: { reason, evidence },
    complete: { route, data, comment },
  };
  const person = await server.as(actor);
  const path = `/api/tasks/${caseId}.${String(seq)}/${what}`;
  const answer = await person.post(path, bodies[what] ?? {}, { headers: { 'If-Match': '*' } });
  expect(answer.status).toBe(200);
}
