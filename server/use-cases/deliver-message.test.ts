import { describe, expect, test } from 'vitest';
import { kindsPack } from '../kinds-pack.fixture.ts';
import { testServer, type TestServer } from '../testing.ts';
import { createWorker } from '../worker/worker.ts';
import { deliverMessage } from './deliver-message.ts';

const hour = 3_600_000;

async function waiting(server: TestServer, borrower: string): Promise<string> {
  const dora = await server.as('dora');
  const opened = await dora.post('/api/cases', { flow: 'order', data: { borrower } });
  return String(opened.body['case_id']);
}

const paid = (key: string, id = 'm1', data: object = { amount: 5 }) => ({
  name: 'paid',
  key,
  id,
  data: data as Record<string, number>,
});

const at = async ({ deps }: TestServer, id: string) =>
  (await deps.store.cases.state(id))?.visits.at(-1)?.step;

async function deliver(server: TestServer, message: ReturnType<typeof paid>, source = 'bank') {
  const done = await deliverMessage(server.deps, source, message);
  return done.ok ? done.value.case_id : done.problems[0]?.code;
}

describe('a message', () => {
  test('goes to the case that waits for its key, and says what it brought', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const [ada, eva] = [await waiting(server, 'Ada'), await waiting(server, 'Eva')];
    expect(await deliver(server, paid('Eva'))).toBe(eva);
    expect(await at(server, eva)).toBe('thank');
    expect(await at(server, ada)).toBe('wait');
    expect((await server.deps.store.cases.state(eva))?.data['amount']).toBe(5);
  });

  test('finds its case after a restart', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const ada = await waiting(server, 'Ada');
    await server.restart();
    expect(await deliver(server, paid('Ada'))).toBe(ada);
    expect(await at(server, ada)).toBe('thank');
  });

  test('brought twice is received once and answered alike', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const ada = await waiting(server, 'Ada');
    expect(await deliver(server, paid('Ada'))).toBe(ada);
    expect(await deliver(server, paid('Ada'))).toBe(ada);
    const commands = (await server.deps.store.cases.entries(ada)).map(({ command }) => command);
    expect(commands).toEqual(['open', 'message']);
  });

  test('of one id is another message from another source', async () => {
    await using server = await testServer({ pack: kindsPack() });
    await waiting(server, 'Ada');
    const eva = await waiting(server, 'Eva');
    await deliver(server, paid('Ada'));
    expect(await deliver(server, paid('Eva'), 'shop')).toBe(eva);
  });

  test('that nobody waits for, or no longer, is refused', async () => {
    await using server = await testServer({ pack: kindsPack() });
    expect(await deliver(server, paid('Ada'))).toBe('message_without_case');
    await waiting(server, 'Ada');
    await deliver(server, paid('Ada'));
    expect(await deliver(server, paid('Ada', 'm2'))).toBe('message_without_case');
  });

  test('that several cases wait for is refused; none is guessed', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const cases = [await waiting(server, 'Ada'), await waiting(server, 'Ada')];
    expect(await deliver(server, paid('Ada'))).toBe('message_ambiguous');
    expect(await Promise.all(cases.map((id) => at(server, id)))).toEqual(['wait', 'wait']);
  });

  test('whose data do not fit is refused, and may come again corrected', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const ada = await waiting(server, 'Ada');
    expect(await deliver(server, paid('Ada', 'm1', { amount: 'much' }))).toBe('fact_wrong_type');
    expect(await deliver(server, paid('Ada', 'm1'))).toBe(ada);
  });

  test('is given up after a time; then it is refused', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const ada = await waiting(server, 'Ada');
    server.clock.advance(24 * hour);
    await createWorker(server.deps).runDue();
    expect(await at(server, ada)).toBe('remind');
    expect(await deliver(server, paid('Ada'))).toBe('message_without_case');
  });

  test('that came in time is not given up later', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const ada = await waiting(server, 'Ada');
    await deliver(server, paid('Ada'));
    server.clock.advance(48 * hour);
    await createWorker(server.deps).runDue();
    expect(await at(server, ada)).toBe('thank');
    expect(await server.deps.store.timers.next()).toBeUndefined();
  });
});
