import { describe, expect, test } from 'vitest';
import { codesOf } from '../auth/access.fixture.ts';
import { testingPack } from '../testing-pack.ts';
import { testServer, type Answer, type Client, type TestServer } from '../testing.ts';
import { checkedLoan, milder, scoredIn } from './scoring.fixture.ts';
import { approve, meddle } from './governance.fixture.ts';

const APRIL = '2026-04-10T01:00:00.000Z';

/** March is over, and one loan of it was checked too late. */
async function afterMarch(): Promise<TestServer> {
  const server = await testServer();
  await checkedLoan(server, 5);
  server.clock.set(APRIL);
  return server;
}

async function put(client: Client, reason = 'Month end', period = '2026-03'): Promise<Answer> {
  return client.post('/api/scorecards/S1/closings', { period, reason });
}

async function decided(
  client: Client,
  { id, hash }: Record<string, unknown>,
  state: 'closed' | 'refused' = 'closed',
): Promise<Answer> {
  return client.post(`/api/closings/${String(id)}/decision`, { state, hash, comment: 'Checked' });
}

async function closed(server: TestServer): Promise<Answer> {
  const { body } = await put(await server.as('mia'));
  return decided(await server.as('anna'), body);
}

describe('a closing', () => {
  test('counts once somebody else has agreed; what is changed afterwards does not reach it', async () => {
    await using server = await afterMarch();
    const mia = await server.as('mia');
    const waiting = await put(mia);
    expect(waiting).toMatchObject({
      status: 201,
      body: { state: 'proposed', score: 0, coefficient: 1, grade: 'B', by: { id: 'mia' } },
    });
    expect((await scoredIn(mia)).body).toMatchObject({
      is_over: true,
      closed: null,
      waiting: { id: waiting.body['id'] },
    });
    const done = await decided(await server.as('anna'), waiting.body);
    expect(done).toMatchObject({ status: 200, body: { state: 'closed' } });
    const change = await milder(server, { local: '2026-03-20T00:00', zone: 'Asia/Shanghai' });
    for (const auditor of ['anna', 'arno']) await approve(await server.as(auditor), change);
    const card = await scoredIn(mia);
    expect(card.body).toMatchObject({
      score: 0,
      items: [{ value: 0, n: 1, score: 0 }],
      closed: { decided_by: { id: 'anna' }, comment: 'Checked' },
      waiting: null,
      otherwise: { score: 90.5 },
    });
  });

  test('is told to the audit log, with what it came to', async () => {
    await using server = await afterMarch();
    const done = await closed(server);
    const anna = await server.as('anna');
    const log = await anna.get('/api/audit-log?object=scorecard/S1');
    expect(log.body).toMatchObject({
      rows: [
        { action: 'period.closed', actor: { id: 'anna' }, after: done.body['hash'] },
        { action: 'period.closing_proposed', actor: { id: 'mia' } },
        { action: 'definition.released' },
      ],
    });
  });

  test('of a period that is not over is refused', async () => {
    await using server = await afterMarch();
    const early = await put(await server.as('mia'), 'Soon', '2026-04');
    expect([early.status, codesOf(early)]).toEqual([409, ['period_not_over']]);
  });

  test('waits alone, until it is decided on; once', async () => {
    await using server = await afterMarch();
    const [mia, anna] = [await server.as('mia'), await server.as('anna')];
    const first = await put(mia);
    expect(codesOf(await put(mia, 'Again'))).toEqual(['closing_waits']);
    expect((await decided(anna, first.body, 'refused')).body).toMatchObject({ state: 'refused' });
    expect(codesOf(await decided(anna, first.body))).toEqual(['closing_decided']);
    expect((await put(mia, 'Anew')).status).toBe(201);
    const { rows } = (await anna.get('/api/scorecards/S1/closings?period=2026-03'))
      .body as unknown as { rows: unknown[] };
    expect(rows).toMatchObject([{ state: 'proposed' }, { state: 'refused' }]);
  });

  test('whose figures have moved since is not agreed to', async () => {
    await using server = await afterMarch();
    const waiting = await put(await server.as('mia'));
    const change = await milder(server, { local: '2026-03-20T00:00', zone: 'Asia/Shanghai' });
    for (const auditor of ['anna', 'arno']) await approve(await server.as(auditor), change);
    const anna = await server.as('anna');
    expect(codesOf(await decided(anna, waiting.body))).toEqual(['closing_moved']);
    expect((await decided(anna, waiting.body, 'refused')).status).toBe(200);
  });

  test('that was not seen as it is, is not agreed to', async () => {
    await using server = await afterMarch();
    const { body } = await put(await server.as('mia'));
    const anna = await server.as('anna');
    const blind = await decided(anna, { id: body['id'], hash: 'other' });
    expect(codesOf(blind)).toEqual(['closing_moved']);
  });

  test('needs a fresh proof of who agrees', async () => {
    await using server = await afterMarch();
    const { body } = await put(await server.as('mia'));
    const anna = await server.as('anna');
    server.clock.advance(6 * 60_000);
    expect(codesOf(await decided(anna, body))).toEqual(['confirmation_needed']);
  });
});

describe('nobody agrees', () => {
  test.each([
    ['to their own', { anna: 'arno' }, 'arno', 'anna', 'closing_own'],
    ['to what they are scored by', { anna: 'dora' }, 'mia', 'anna', 'closing_benefits'],
  ])(
    '%s, under another account either',
    async (_, links: Record<string, string>, by, who, code) => {
      await using server = await testServer({ pack: packWith(links) });
      server.clock.set(APRIL);
      const { body } = await put(await server.as(by));
      const refused = await decided(await server.as(who), body);
      expect([refused.status, codesOf(refused)]).toEqual([403, [code]]);
    },
  );
});

function packWith(links: Record<string, string>) {
  return testingPack().map((one) =>
    one.kind === 'organisation'
      ? { ...one, people: one.people.map((each) => linked(each, links[each.id])) }
      : one,
  );
}

function linked<P extends { id: string }>(person: P, same_as: string | undefined): P {
  return same_as === undefined ? person : { ...person, same_as };
}

describe('a correction', () => {
  test('names what it corrects, which stays', async () => {
    await using server = await afterMarch();
    const first = await closed(server);
    const mia = await server.as('mia');
    expect(codesOf(await put(mia, 'Again'))).toEqual(['closing_same']);
    const change = await milder(server, { local: '2026-03-20T00:00', zone: 'Asia/Shanghai' });
    for (const auditor of ['anna', 'arno']) await approve(await server.as(auditor), change);
    const correction = await put(mia, 'An appeal was upheld');
    expect(correction.body).toMatchObject({ corrects: first.body['id'], score: 90.5 });
    expect((await scoredIn(mia)).body).toMatchObject({ score: 0 });
    await decided(await server.as('anna'), correction.body);
    expect((await scoredIn(mia)).body).toMatchObject({ score: 90.5, otherwise: null });
    const { rows } = (await mia.get('/api/scorecards/S1/closings?period=2026-03'))
      .body as unknown as { rows: unknown[] };
    expect(rows).toMatchObject([{ score: 90.5 }, { score: 0, state: 'closed' }]);
  });
});

const [gone, spoilt] = ['closing_gone', 'closing_spoilt'];

describe('in the database', () => {
  test.each([
    [
      'a figure is altered',
      `UPDATE closing SET content = replace(content, '"score":0', '"score":99')`,
      spoilt,
    ],
    ['its hash is altered', `UPDATE closing SET hash = 'x'`, spoilt],
    ['who agreed is altered', `UPDATE closing SET decided_by = 'mia'`, spoilt],
    ['the signature is gone', `UPDATE closing SET signature = NULL`, spoilt],
    ['it is said to be refused', `UPDATE closing SET state = 'refused'`, spoilt],
    ['it is of another period', `UPDATE closing SET period = '2026-02'`, gone],
    ['it is gone', 'DELETE FROM closing', gone],
  ])('%s: the period is not open again, and is corrected by two people', async (_, sql, code) => {
    await using server = await afterMarch();
    const { body } = await closed(server);
    meddle(server, sql);
    const [mia, anna] = [await server.as('mia'), await server.as('anna')];
    const card = await scoredIn(mia);
    expect([card.status, codesOf(card)]).toEqual([409, [code]]);
    const correction = await put(mia, 'The row is lost');
    expect(correction.body).toMatchObject({ corrects: body['id'], score: 0 });
    expect(codesOf(await scoredIn(mia))).toEqual([code]);
    expect((await decided(anna, correction.body)).status).toBe(200);
    expect(await scoredIn(mia)).toMatchObject({ status: 200, body: { score: 0, otherwise: null } });
  });

  test('a correction is gone: what it corrected does not count again', async () => {
    await using server = await afterMarch();
    await closed(server);
    const change = await milder(server, { local: '2026-03-20T00:00', zone: 'Asia/Shanghai' });
    for (const auditor of ['anna', 'arno']) await approve(await server.as(auditor), change);
    await closed(server);
    meddle(server, `DELETE FROM closing WHERE content LIKE '%"score":90.5%'`);
    expect(codesOf(await scoredIn(await server.as('mia')))).toEqual([gone]);
  });

  test('one stands of which the log does not tell', async () => {
    await using server = await afterMarch();
    await closed(server);
    meddle(server, `DELETE FROM audit_entry WHERE action = 'period.closed'`);
    expect(codesOf(await scoredIn(await server.as('mia')))).toEqual([spoilt]);
  });
});
