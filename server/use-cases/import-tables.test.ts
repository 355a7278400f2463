import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { testPassword, testServer } from '../testing.ts';
import { textRows, workbookOf } from '../exchange/zip.fixture.ts';
import { approve, codes, people, told } from './governance.fixture.ts';

const dmn = readFileSync(
  new URL(
    '../../../shared/data/dmn/tck-level-2/0010-multi-output-U/0010-multi-output-U.dmn',
    import.meta.url,
  ),
).toString('base64');
const file = { name: 'rates.dmn', base64: dmn };
const IMPORT = '/api/imports/tables';

describe('tables out of a file', () => {
  test('are looked at, and nothing is kept', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const seen = await olga.post(`${IMPORT}/read`, file);
    expect(seen).toMatchObject({
      status: 200,
      body: {
        format: 'dmn',
        tables: [{ id: 'Approval' }],
        problems: [{ code: 'exchange_not_kept' }, {}],
      },
    });
    expect((await olga.get('/api/drafts')).body).toMatchObject({ rows: [] });
  });

  test('become drafts of who brought them, once', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const first = await olga.post(IMPORT, file);
    expect(first).toMatchObject({
      status: 201,
      body: { drafts: [{ kind: 'table', definition_id: 'Approval', content: { hit: 'U' } }] },
    });
    const again = await olga.post(IMPORT, file);
    expect(again.body['drafts']).toEqual(first.body['drafts']);
    const other = {
      ...file,
      base64: Buffer.from('a,b\n1,x').toString('base64'),
      name: 'Approval.csv',
    };
    expect(codes(await olga.post(IMPORT, other))).toEqual(['exchange_draft_there']);
    expect(await told(server)).toContainEqual(['draft.imported', 'olga', true]);
  });

  test('may be pasted, and read by a mapping', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const pasted = { name: 'rates', text: 'age\tgrade\n> 5\tA' };
    const seen = await olga.post(`${IMPORT}/read`, pasted);
    const [sheet] = seen.body['sheets'] as unknown as [{ name: string; mapping: object }];
    const mapping = { ...sheet.mapping, id: 'grades', hit: 'F' };
    const brought = await olga.post(IMPORT, {
      ...pasted,
      mappings: [{ sheet: sheet.name, mapping }],
    });
    expect(brought.body).toMatchObject({
      drafts: [{ definition_id: 'grades', content: { hit: 'F' } }],
    });
  });

  test('in a workbook', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const sheet = textRows([
      ['a', 'b'],
      ['1', 'x'],
    ]);
    const base64 = workbookOf({ sheet }).toString('base64');
    expect((await olga.post(IMPORT, { name: 'r.xlsx', base64 })).status).toBe(201);
  });

  test('are for owners, within bounds, of a known form', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    expect((await anna.post(IMPORT, file)).status).toBe(403);
    expect((await server.anonymous.post(`${IMPORT}/read`, file)).status).toBe(401);
    expect((await olga.post(IMPORT, { name: 'x' })).status).toBe(422);
    expect((await olga.post(IMPORT, { ...file, text: 'both' })).status).toBe(422);
    expect((await olga.post(IMPORT, { ...file, base64: '***' })).status).toBe(422);
    expect((await olga.post(IMPORT, { ...file, owner: 'otto' })).status).toBe(422);
    expect(codes(await olga.post(IMPORT, { ...file, tables: ['none'] }))[0]).toBe(
      'exchange_without_table',
    );
    const large = { name: 'x', base64: 'A'.repeat(3_000_000) };
    expect((await olga.post(IMPORT, large)).status).toBe(413);
    const laughs = { name: 'x', text: '<!DOCTYPE x [<!ENTITY a "b">]><a>&a;</a>' };
    expect(codes(await olga.post(IMPORT, laughs))).toEqual(['exchange_unreadable']);
  });
});

describe('a table in force', () => {
  test('is given out as other tools read it', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const { body } = await olga.post(IMPORT, file);
    const [draft] = body['drafts'] as unknown as [{ id: string }];
    const change = await olga.post(`/api/drafts/${draft.id}/propose`, {
      title: 'Rates',
      reason: 'new',
    });
    await approve(anna, change.body);
    const path = '/api/exports/tables/Approval';
    const account = { account: 'anna', password: testPassword };
    const { cookie } = await server.anonymous.post('/api/session', account);
    const fetched = async (query: string) => {
      const answer = await server.app.request(`${path}${query}`, { headers: { cookie } });
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
      return { type: answer.headers.get('content-type'), text };
    };
    expect(await fetched('')).toMatchObject({
      type: expect.stringContaining('xml'),
      text: expect.stringContaining('<decision id="Approval"'),
    });
    expect((await fetched('?as=csv&language=en')).text).toMatch(/^\uFEFFU,input,/);
    expect((await fetched('?as=tsv')).text).toMatch(/^U\t输入\t/);
    expect((await anna.get('/api/exports/tables/none')).status).toBe(404);
    expect((await anna.get(`${path}?as=exe`)).status).toBe(422);
  });
});
