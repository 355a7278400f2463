import { describe, expect, test } from 'vitest';
import { noticePack, drafted, drafting } from './notices.fixture.ts';
import { testServer, type Client } from '../testing.ts';
import { does } from '../use-cases/sharing.fixture.ts';

const noticeServer = () => testServer({ pack: noticePack() });

const listed = async (client: Client, query = '') => {
  const { body } = await client.get(`/api/notices${query}`);
  return body as unknown as { rows: Listed[]; next: string | null };
};
const unread = async (client: Client) => (await client.get('/api/notices/unread')).body['unread'];

interface Listed {
  id: number;
  kind: string;
  read: boolean;
  title: string;
}

const titles = ({ rows }: { rows: Listed[] }) => rows.map(({ title }) => title);

describe('a notice', () => {
  test('reaches the people for whom it is, who may then read the case', async () => {
    await using server = await noticeServer();
    const { caseId } = await drafted(server);
    const carl = await server.as('carl');
    expect(await listed(carl)).toMatchObject({
      rows: [
        {
          kind: 'notice',
          read: false,
          case_id: caseId,
          title: 'Ada',
          status: 'open',
          flow: { id: 'told' },
          step: { id: 'tell' },
          by: { id: 'dora' },
          words: { zh: 'Drafted了', en: 'Drafted' },
          note: null,
          in_place_of: null,
        },
      ],
      next: null,
    });
    expect(await unread(carl)).toBe(1);
    expect((await carl.get(`/api/cases/${caseId}`)).status).toBe(200);
  });

  test('reaches nobody else', async () => {
    await using server = await noticeServer();
    await drafted(server);
    const others = [await server.as('dick'), await server.as('sid'), await server.as('sue')];
    for (const one of others) expect((await listed(one)).rows).toEqual([]);
  });

  test('says on the timeline whom it reached', async () => {
    await using server = await noticeServer();
    const { dora, caseId } = await drafted(server);
    const { body } = await dora.get(`/api/cases/${caseId}/entries`);
    expect(JSON.stringify(body)).toContain('Notice given to carl, both, cleo: Drafted');
  });

  test('reaches the deputy of an absent person as well, in their place', async () => {
    await using server = await noticeServer();
    server.clock.advance(24 * 3_600_000);
    const { caseId } = await drafted(server);
    const [carl, gus] = [await server.as('carl'), await server.as('gus')];
    expect((await listed(carl)).rows).toMatchObject([{ title: 'Ada' }]);
    expect((await listed(gus)).rows).toMatchObject([{ title: 'Ada', in_place_of: { id: 'carl' } }]);
    expect((await gus.get(`/api/cases/${caseId}`)).status).toBe(200);
  });

  test('is given once, however often the command is sent', async () => {
    await using server = await noticeServer();
    const { dora, caseId } = await drafting(server);
    const send = () =>
      dora.post(
        `/api/tasks/${caseId}.2/complete`,
        { data: {} },
        { key: 'k', headers: { 'If-Match': '*' } },
      );
    const answers = [await send(), await send(), await send()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const carl = await server.as('carl');
    expect((await listed(carl)).rows).toHaveLength(1);
    expect(await unread(carl)).toBe(1);
  });

  test('is there, and counted, after a restart', async () => {
    await using server = await noticeServer();
    await drafted(server);
    await server.restart();
    const carl = await server.as('carl');
    expect(titles(await listed(carl))).toEqual(['Ada']);
    expect(await unread(carl)).toBe(1);
  });
});

describe('reading', () => {
  test('one notice, again and again, counts once', async () => {
    await using server = await noticeServer();
    await drafted(server, 'Ada');
    await drafted(server, 'Bea');
    const carl = await server.as('carl');
    const [bea] = (await listed(carl)).rows;
    for (const _each of [1, 2]) {
      const answer = await carl.post('/api/notices/read', { id: bea?.id });
      expect(answer).toMatchObject({ status: 200, body: { unread: 1 } });
    }
    expect((await listed(carl)).rows).toMatchObject([
      { title: 'Ada', read: false },
      { title: 'Bea', read: true },
    ]);
  });

  test('what is somebody else’s, or not there: not found, and nothing happens', async () => {
    await using server = await noticeServer();
    await drafted(server);
    const [carl, cleo] = [await server.as('carl'), await server.as('cleo')];
    const [own] = (await listed(carl)).rows;
    for (const id of [own?.id, 999]) {
      const answer = await cleo.post('/api/notices/read', { id });
      expect(answer).toMatchObject({
        status: 404,
        body: { problems: [{ code: 'notice_not_found' }] },
      });
    }
    expect([await unread(carl), await unread(cleo)]).toEqual([1, 1]);
  });

  test('all up to the newest one seen: what came meanwhile stays', async () => {
    await using server = await noticeServer();
    await drafted(server, 'Ada');
    await drafted(server, 'Bea');
    const [carl, cleo] = [await server.as('carl'), await server.as('cleo')];
    const [seen] = (await listed(carl)).rows;
    await drafted(server, 'Cora');
    for (const _each of [1, 2]) {
      const answer = await carl.post('/api/notices/read', { up_to: seen?.id });
      expect(answer).toMatchObject({ status: 200, body: { unread: 1 } });
    }
    expect(titles(await listed(carl, '?unread=true'))).toEqual(['Cora']);
    expect(titles(await listed(carl, '?unread=false'))).toEqual(['Bea', 'Ada']);
    expect(await unread(cleo)).toBe(3);
  });

  test.each([
    ['POST', '/api/notices/read', { id: 'zz' }],
    ['POST', '/api/notices/read', { id: 0 }],
    ['POST', '/api/notices/read', { id: 1, up_to: 1 }],
    ['POST', '/api/notices/read', {}],
    ['POST', '/api/notices/read', { up_to: 'x' }],
    ['GET', '/api/notices?unread=perhaps', undefined],
  ])('%s %s %j is refused', async (method, path, body) => {
    await using server = await noticeServer();
    const carl = await server.as('carl');
    expect((await carl.send(method, path, body)).status).toBe(422);
  });

  test('is for those who have signed in', async () => {
    await using server = await noticeServer();
    expect((await server.anonymous.get('/api/notices')).status).toBe(401);
  });
});

describe('the list', () => {
  test('comes in pages, each notice once, those not read first', async () => {
    await using server = await noticeServer();
    const names = ['A', 'B', 'C', 'D', 'E'];
    for (const name of names) await drafted(server, name);
    const carl = await server.as('carl');
    const { rows } = await listed(carl);
    await carl.post('/api/notices/read', { id: rows[1]?.id });
    const first = await listed(carl, '?limit=2');
    const second = await listed(carl, `?limit=2&cursor=${first.next}`);
    const third = await listed(carl, `?limit=2&cursor=${second.next}`);
    const seen = [first, second, third].map(titles);
    expect(seen).toEqual([['E', 'C'], ['B', 'A'], ['D']]);
    expect(third.next).toBeNull();
  });

  test('has copies and urging too; copies have a list of their own as well', async () => {
    await using server = await noticeServer();
    const { dora, caseId } = await drafting(server);
    const [carl, cleo] = [await server.as('carl'), await server.as('cleo')];
    await does(dora, `${caseId}.2`, 'copy', { persons: ['carl'], note: 'see' });
    await does(cleo, `${caseId}.2`, 'urge', { reason: 'now' });
    expect((await listed(carl)).rows).toMatchObject([
      { kind: 'copy', note: 'see', words: null, by: { id: 'dora' }, step: { id: 'draft' } },
    ]);
    expect((await listed(dora)).rows).toMatchObject([
      { kind: 'urge', note: 'now', by: { id: 'cleo' }, step: { id: 'draft' } },
    ]);
    expect((await carl.get('/api/copies')).body['rows']).toMatchObject([{ note: 'see' }]);
    expect((await dora.get('/api/copies')).body['rows']).toEqual([]);
  });
});
