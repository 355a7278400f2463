/** What people said about a change goes with the person of whom they said it. */
import { expect, test } from 'vitest';
import { ERASED_WORDS } from '@flowmeter/engine/privacy/erased.ts';
import { decideErasure, eraseApproved, requestErasure } from './erase-person.ts';
import { approve, draftOf, people } from './governance.fixture.ts';
import { actorOf, brought, filesHolding, idOf, privacyServer } from './privacy.fixture.ts';

const phone = '13812345678';
const reason = 'asks for it';

test('the words are gone, and the change is still what a release signed', async () => {
  await using server = await privacyServer();
  const { deps } = server;
  await brought(server, 'client', 'client_no,name,phone,cert,grade', `C77,Li,${phone},1101011,1`);
  const { olga, anna } = await people(server);
  const { id: draft } = await draftOf(olga);
  const said = { title: `Asked by ${phone}`, reason: `Li, ${phone}, asked` };
  const { body: change } = await olga.post(`/api/drafts/${draft}/propose`, said);
  const comment = `spoken to at ${phone}`;
  expect((await approve(anna, change, comment)).status).toBe(200);
  const path = `/api/changes/${change['id']}`;
  expect((await anna.get(path)).body).toMatchObject({ ...said, comment });

  const asked = { sort: 'client', person: 'C77', cases: [], reason };
  const id = idOf(await requestErasure(deps, actorOf(deps, 'adam'), asked));
  await decideErasure(deps, actorOf(deps, 'anna'), { id, state: 'approved', comment: 'done' });
  await eraseApproved(deps);

  expect(await deps.store.privacy.erasure(id)).toMatchObject({ state: 'done' });
  expect(filesHolding(server, phone)).toEqual([]);
  const nothing = { title: ERASED_WORDS, reason: ERASED_WORDS, comment: ERASED_WORDS };
  expect((await anna.get(path)).body).toMatchObject(nothing);
  await server.restart();
  const ready = await server.anonymous.get('/health/ready');
  expect(ready).toMatchObject({ status: 200, body: { refused: [] } });
});
