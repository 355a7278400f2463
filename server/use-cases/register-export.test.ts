import { expect, test } from 'vitest';
import { markLine, type Watermark } from '@flowmeter/engine/privacy/watermark.ts';
import { testServer } from '../testing.ts';

test.each(['definition', 'bpmn', 'svg', 'png', 'print'])(
  'a file of sort %s is registered and told before it is made',
  async (what) => {
    await using server = await testServer();
    const [carl, anna] = [await server.as('carl'), await server.as('anna')];
    const asked = { what, object: 'flow/lend', purpose: 'for Ada Lovelace' };
    const { status, body } = await carl.post('/api/exports', asked);
    expect({ status, body }).toMatchObject({ status: 201, body: { by: 'carl' } });
    expect(markLine(body as unknown as Watermark)).toContain(`${body['id']} carl 2026-03-02T`);
    const { rows } = (await anna.get('/api/exports')).body;
    expect(rows).toMatchObject([{ id: body['id'], by: { id: 'carl' }, ...asked }]);
    const [entry] = (await server.deps.store.auditLog.page({ limit: 1, actor: 'carl' })).rows;
    expect(entry).toMatchObject({ action: 'exported', object: body['id'], details: { what } });
    expect(JSON.stringify(entry)).not.toContain('Lovelace');
  },
);

test('nothing else is told so', async () => {
  await using server = await testServer();
  const carl = await server.as('carl');
  const asked = { what: 'audit_log', object: 'bundle' };
  expect((await carl.post('/api/exports', asked)).status).toBe(422);
  expect((await server.anonymous.post('/api/exports', asked)).status).toBe(401);
});
