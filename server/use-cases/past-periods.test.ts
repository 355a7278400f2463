/** What is past is measured by what counted then: definitions, and which units stood below which. */
import { expect, test } from 'vitest';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { testServer, type TestServer } from '../testing.ts';
import { testingPack } from '../testing-pack.ts';
import { approve } from './governance.fixture.ts';
import { checkedLoan, milder, scoredIn } from './scoring.fixture.ts';

const APRIL = '2026-04-10T01:00:00.000Z';

/** The testing pack with the scorecard of everything below the head. */
const pack = testingPack().map(
  (one): Definition => (one.kind === 'scorecard' ? { ...one, unit: 'head' } : one),
);

const indicator = pack.find((one) => one.kind === 'indicator')!;
const card = pack.find((one) => one.kind === 'scorecard')!;

async function periodsOf(server: TestServer, definition: object, who = 'mia', more: object = {}) {
  const client = await server.as(who);
  const asked = { definition, count: 2, ...more };
  const { body } = await client.post('/api/figure-previews', asked);
  return body['periods'] as unknown as { period: string; is: object; was: object }[];
}

/** From April on the north is not below the head any more. */
async function northLeaves(server: TestServer): Promise<void> {
  const parted = pack
    .filter((one) => one.kind === 'organisation')
    .map((one) => ({
      ...one,
      units: one.units.map(({ id, name, parent }) =>
        id === 'north' || parent === undefined ? { id, name } : { id, name, parent },
      ),
    }));
  const { store, inForce } = server.deps;
  expect(await store.definitions.activate(parted, APRIL)).toMatchObject({ ok: true });
  await inForce.refresh();
}

test('a unit that has moved since is scored where it was', async () => {
  await using server = await testServer({ pack });
  await checkedLoan(server, 5);
  server.clock.set(APRIL);
  await northLeaves(server);
  const mia = await server.as('mia');
  expect((await scoredIn(mia)).body).toMatchObject({ score: 0, items: [{ n: 1 }] });
  const [march] = await periodsOf(server, card, 'olga');
  expect(march).toMatchObject({ period: '2026-03', is: { score: 0 }, was: { score: 0 } });
});

test('a preview stands beside the version that counted at the end of each period', async () => {
  await using server = await testServer({ pack });
  await checkedLoan(server, 5);
  server.clock.set(APRIL);
  await approve(await server.as('anna'), await milder(server));
  await checkedLoan(server, 5);
  const draft = { ...indicator, ladder: { form: 'linear', floor: 50, cap: 100 } };
  expect(await periodsOf(server, draft, 'olga')).toMatchObject([
    { period: '2026-03', is: { value: 0, score: 50 }, was: { value: 0, score: 0 } },
    { period: '2026-04', is: { value: 0, score: 50 }, was: { value: 0, score: 90.5 } },
  ]);
  const [march, april] = await periodsOf(server, card, 'olga');
  expect([march, april]).toMatchObject([{ is: { score: 0 } }, { is: { score: 90.5 } }]);
});
