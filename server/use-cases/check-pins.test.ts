import { expect, test } from 'vitest';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { kindsPack } from '../kinds-pack.fixture.ts';
import { testServer, type TestServer } from '../testing.ts';
import { createWorker } from '../worker/worker.ts';
import { codes, saved, words, type Draft } from './governance.fixture.ts';

const later = '2026-03-02T02:00:00.000Z';

/** The flow `whole`, which calls this version of `part`. */
function pinnedTo(hash: string): Definition[] {
  return kindsPack()
    .filter(({ id }) => id === 'whole')
    .map((flow) => {
      const content = JSON.stringify(flow).replace('"latest"', JSON.stringify(hash));
      return JSON.parse(content) as Definition;
    });
}

/** `part` under another name is in force from now on; answers the version before. */
async function replacePart(server: TestServer): Promise<string> {
  const { inForce, store } = server.deps;
  const before = inForce.flow('part')?.hash ?? '';
  const renamed = kindsPack()
    .filter(({ id }) => id === 'part')
    .map((flow) => ({ ...flow, name: { zh: 'new', en: 'new' } }));
  await store.definitions.activate([...renamed, ...pinnedTo(before)], later);
  await inForce.refresh();
  return before;
}

/** The case that a case of `whole` calls. */
async function called(server: TestServer) {
  const dora = await server.as('dora');
  const opened = await dora.post('/api/cases', { flow: 'whole', data: { borrower: 'Ada' } });
  await createWorker(server.deps).runDue();
  const { cases } = server.deps.store;
  const id = String(opened.body['case_id']);
  return { caller: await cases.state(id), child: await cases.state(`${id}-2-0`) };
}

test('a version that was never released cannot be called', async () => {
  await using server = await testServer({ pack: kindsPack() });
  const olga = await server.as('olga');
  const { body } = await olga.post('/api/drafts', { kind: 'flow', id: 'whole' });
  const [content = {}] = pinnedTo('f'.repeat(64));
  const { id } = await saved(olga, body as unknown as Draft, content);
  const checked = await olga.post(`/api/drafts/${id}/check`);
  expect(checked.body['problems']).toMatchObject([
    { code: 'version_not_released', at: '/steps/call/version' },
  ]);
  const proposed = await olga.post(`/api/drafts/${id}/propose`, words);
  expect(codes(proposed)).toEqual(['change_has_errors', 'version_not_released']);
});

test('a version that was released before is called by its hash, in force or not', async () => {
  await using server = await testServer({ pack: kindsPack() });
  const before = await replacePart(server);
  expect(server.deps.inForce.flow('part')?.hash).not.toBe(before);
  const { child, caller } = await called(server);
  expect(child?.flow.hash).toBe(before);
  expect(caller?.visits[1]?.children).toMatchObject([{ status: 'open', version: before }]);
});

test('a version that is not there is an incident, and nothing is opened', async () => {
  await using server = await testServer({ pack: kindsPack() });
  await server.deps.store.definitions.activate(pinnedTo('f'.repeat(64)), later);
  await server.deps.inForce.refresh();
  const { child, caller } = await called(server);
  expect(child).toBeUndefined();
  expect(caller?.visits[1]?.incident?.code).toBe('not_active');
});
