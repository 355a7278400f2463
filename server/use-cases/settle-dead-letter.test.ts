import { describe, expect, test } from 'vitest';
import {
  arrived,
  codes,
  event,
  hearing,
  incoming,
  installed,
  opening,
  send,
  source,
  waiting,
} from '../connectors/events.fixture.ts';
import { stepsOf } from '../connectors/orders.fixture.ts';
import type { TestServer } from '../testing.ts';

describe('an event that no case waits for', () => {
  interface Letter {
    id: string;
    [field: string]: unknown;
  }

  async function kept(server: TestServer): Promise<Letter> {
    expect(await send(server, arrived('e1'))).toMatchObject({
      status: 202,
      body: { status: 'kept', case_id: null, problem: { code: 'message_without_case' } },
    });
    const stan = await server.as('stan');
    const { body } = await stan.get('/api/dead-letters');
    return (body['rows'] as unknown as Letter[])[0]!;
  }

  test('is kept, and answered alike when it comes again', async () => {
    await using server = await hearing();
    expect(await kept(server)).toMatchObject({
      connector: { id: 'installed' },
      source,
      event_id: 'e1',
      event_type: 'meter.installed',
      unit: { id: 'head' },
      tries: 0,
      words: { en: expect.stringContaining('installed') },
    });
    await waiting(server);
    expect((await send(server, arrived('e1'))).body).toMatchObject({ status: 'kept' });
    const { rows } = await server.deps.store.deadLetters.list({ units: ['head'], limit: 9 });
    expect(rows.length).toBe(1);
  });

  test('is sent on by a person when a case waits, once', async () => {
    await using server = await hearing();
    const { id } = await kept(server);
    const stan = await server.as('stan');
    const path = `/api/dead-letters/${id}/resend`;
    expect(codes(await stan.post(path))).toEqual(['message_without_case']);
    expect((await stan.get('/api/dead-letters')).body['rows']).toMatchObject([{ tries: 1 }]);
    const caseId = await waiting(server);
    const both = await Promise.all([stan.post(path), stan.post(path)]);
    expect(both.map(({ status }) => status)).toContain(200);
    expect(await stepsOf(server, caseId)).toContain('hand_over open');
    expect((await stan.get('/api/dead-letters')).body['rows']).toEqual([]);
    const again = await stan.post(path);
    expect(again).toMatchObject({ status: 404 });
    expect((await server.deps.store.cases.state(caseId))?.messages).toEqual(['e1']);
    const { rows } = await server.deps.store.auditLog.page({ limit: 1 });
    expect(rows).toMatchObject([{ actor: 'stan', action: 'event.resent', object: id }]);
  });

  test('is dropped with a reason', async () => {
    await using server = await hearing();
    const { id } = await kept(server);
    const stan = await server.as('stan');
    const path = `/api/dead-letters/${id}/drop`;
    expect(codes(await stan.post(path, {}))).toEqual(['schema']);
    expect((await stan.post(path, { reason: 'a test of theirs' })).status).toBe(204);
    expect((await stan.get('/api/dead-letters')).body['rows']).toEqual([]);
    const { rows } = await server.deps.store.auditLog.page({ limit: 1 });
    expect(rows).toMatchObject([
      {
        action: 'event.dropped',
        details: { reason: { commitment: expect.any(String) }, event: 'e1' },
      },
    ]);
  });

  test('is nobody’s of another unit', async () => {
    await using server = await hearing();
    const { id } = await kept(server);
    const org = structuredClone(server.deps.inForce.organisation()!);
    org.people.find((one) => one.id === 'stan')!.unit = 'south';
    await server.deps.store.definitions.activate([org], '2026-03-02T01:00:00.000Z');
    await server.deps.inForce.refresh();
    const stan = await server.as('stan');
    expect((await stan.get('/api/dead-letters')).body['rows']).toEqual([]);
    expect((await stan.post(`/api/dead-letters/${id}/resend`)).status).toBe(404);
    expect((await stan.post(`/api/dead-letters/${id}/drop`, { reason: 'x' })).status).toBe(404);
  });

  test('for which two cases wait is kept too', async () => {
    await using server = await hearing();
    await Promise.all([waiting(server), waiting(server)]);
    expect((await send(server, arrived('e1'))).body).toMatchObject({
      status: 'kept',
      problem: { code: 'message_ambiguous' },
    });
  });

  test('opens a case where its connector does both', async () => {
    const both = incoming('either', {
      ...installed,
      ...opening,
      event_type: 'meter.either',
      takes: [{ fact: 'borrower', path: ['order', 'number'] }],
    });
    await using server = await hearing([both]);
    const data = { order: { number: 'Cy' } };
    const answer = await send(server, event('e1', 'meter.either', data));
    expect(answer.body).toMatchObject({ status: 'opened' });
  });
});
