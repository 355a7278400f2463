import { describe, expect, test } from 'vitest';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { testingPack } from '../testing-pack.ts';
import { testServer, type Answer, type Client } from '../testing.ts';
import {
  approve,
  codes,
  draftOf,
  hoursNow,
  meddle,
  people,
  proposed,
  saved,
  told,
  words,
  type Draft,
  type Json,
} from './governance.fixture.ts';

describe('nobody approves their own work', () => {
  test('the author is stopped at the door, and told to the audit log', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const change = await proposed(olga);
    expect(await approve(olga, change)).toMatchObject({ status: 403 });
    expect((await told(server)).at(-1)).toEqual(['approve_change', 'olga', false]);
  });

  test('an author who is also an auditor is stopped by the change', async () => {
    await using server = await testServer();
    const { arno } = await people(server);
    const change = await proposed(arno);
    expect(change).toMatchObject({
      can: ['return', 'reject', 'withdraw'],
      hindrance: { code: 'own_change' },
    });
    const refused = await approve(arno, change);
    expect(refused.status).toBe(403);
    expect(codes(refused)).toEqual(['own_change']);
    expect((await told(server)).at(-1)).toEqual(['change.approve', 'arno', false]);
    expect(await hoursNow(arno)).toBe(4);
  });

  test('nor does who made what a colleague went on with', async () => {
    await using server = await testServer();
    const { olga, arno, anna } = await people(server);
    const first = await proposed(arno, 3);
    await arno.post(`/api/changes/${first['id']}/withdraw`);
    const second = await proposed(olga, 2, first['content_hash']);
    expect(second).toMatchObject({ contributors: [{ id: 'arno' }, { id: 'olga' }] });
    expect(codes(await approve(arno, second))).toEqual(['own_change']);
    expect((await approve(anna, second)).status).toBe(200);
  });

  test('nor does who made the version that is brought back', async () => {
    await using server = await testServer();
    const { olga, arno, anna } = await people(server);
    const made = await proposed(arno, 3);
    await approve(anna, made);
    await approve(anna, await proposed(olga, 2));
    const asked = { ...words, kind: 'flow', id: 'lend', hash: made['content_hash'] };
    const rollback = await olga.post('/api/rollbacks', asked);
    expect(codes(await approve(arno, rollback.body))).toEqual(['own_change']);
    expect((await approve(anna, rollback.body)).status).toBe(200);
    expect(await hoursNow(anna)).toBe(3);
  });

  test('nor does who stands in for another account of the author', async () => {
    await using server = await testServer({ pack: packWhereAnnaStandsIn() });
    const { olga, anna, arno } = await people(server);
    const change = await proposed(olga);
    expect(codes(await approve(anna, change))).toEqual(['change_of_delegate']);
    expect((await approve(arno, change)).status).toBe(200);
  });

  test('an administrator does not either', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const change = await proposed(olga);
    expect((await approve(await server.as('adam'), change)).status).toBe(403);
  });
});

/** Otto is another account of Olga's; Anna stands in for him. */
function packWhereAnnaStandsIn(): Definition[] {
  const pack = testingPack();
  const org = pack.find((one) => one.kind === 'organisation')!;
  const otto = org.people.find(({ id }) => id === 'otto')!;
  const linked = [...org.people.filter((one) => one !== otto), { ...otto, same_as: 'olga' }];
  const absences = [{ person: 'otto', from: '2026-01-01', to: '2026-12-31', deputy: 'anna' }];
  const changed = { ...org, people: linked, absences, zone: 'Asia/Shanghai' };
  return [...pack.filter((one) => one !== org), changed];
}

describe('what is approved is what was proposed, on what was in force', () => {
  test('of two changes of one base, the second is stale once the first is in force', async () => {
    await using server = await testServer();
    const { olga, otto, anna } = await people(server);
    const [first, second] = [await proposed(olga, 2), await proposed(otto, 3)];
    expect((await approve(anna, first)).status).toBe(200);
    const refused = await approve(anna, second);
    expect(refused.status).toBe(409);
    expect(codes(refused)).toEqual(['change_stale']);
    expect(await hoursNow(anna)).toBe(2);
  });

  test('both approved at once: one is in force, the other stale', async () => {
    await using server = await testServer();
    const { olga, otto, anna } = await people(server);
    const [first, second] = [await proposed(olga, 2), await proposed(otto, 3)];
    const answers = await Promise.all([approve(anna, first), approve(anna, second)]);
    expect(new Set(answers.map((one) => one.status))).toEqual(new Set([200, 409]));
  });

  test('a draft on an old base is proposed once its author took note of the new one', async () => {
    await using server = await testServer();
    const { olga, otto, anna } = await people(server);
    const draft = await draftOf(otto, 3);
    const other = await proposed(olga, 2);
    await approve(anna, other);
    const propose = () => otto.post(`/api/drafts/${draft.id}/propose`, words);
    expect(codes(await propose())).toEqual(['change_stale']);
    const note = { content: draft.content, layout: null, base_hash: other['content_hash'] };
    await otto.put(`/api/drafts/${draft.id}`, note, { version: draft.revision });
    expect(await propose()).toMatchObject({
      status: 201,
      body: { base_hash: other['content_hash'], differences: [{ before: 2, after: 3 }] },
    });
  });

  test('two changes that are right alone are not both put in force if they are wrong together', async () => {
    await using server = await testServer();
    const { olga, otto, anna } = await people(server);
    await approve(anna, await proposal(olga, 'facts', 'words', withFact));
    const uses = await proposal(olga, 'flow', 'lend', withField);
    const removes = await proposal(otto, 'facts', 'words', withoutFact);
    expect((await approve(anna, uses)).status).toBe(200);
    const refused = await approve(anna, removes);
    expect(refused.status).toBe(409);
    expect(codes(refused)).toEqual(['change_no_longer_fits', 'breaks_other']);
    expect((await told(server)).at(-1)).toEqual(['change.approve', 'anna', false]);
  });

  test('nothing is taken away that a running case of an earlier version needs', async () => {
    await using server = await testServer();
    const { olga, otto, anna } = await people(server);
    await approve(anna, await proposal(olga, 'facts', 'words', withFact));
    await approve(anna, await proposal(olga, 'flow', 'lend', withField));
    const dora = await server.as('dora');
    await dora.post('/api/cases', { flow: 'lend', data: { borrower: 'Ada', amount: 1 } });
    await approve(anna, await proposal(olga, 'flow', 'lend', withoutField));
    const refused = await edited(otto, 'facts', 'words', withoutFact);
    expect(codes(refused)).toEqual(['change_has_errors', 'breaks_other']);
  });

  test.each<[table: string, edit: string]>([
    ['change_item', `content = replace(content, '"value":2', '"value":9')`],
    ['change_item', `content = 'not json'`],
    ['change_evidence', `evidence = replace(evidence, '"ended":0', '"ended":1')`],
  ])('a %s that was altered in the store is not put in force: %s', async (table, edit) => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const change = await proposed(olga);
    meddle(server, `UPDATE ${table} SET ${edit}`);
    const refused = await approve(anna, change);
    expect(refused.status).toBe(409);
    expect(codes(refused)).toEqual(['change_tampered']);
    expect(await hoursNow(anna)).toBe(4);
    expect((await told(server)).at(-1)).toEqual(['change.approve', 'anna', false]);
  });
});

describe('only what was released runs', () => {
  test('what is only proposed is no version', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const change = await proposed(olga);
    expect((await olga.get(`/api/versions/${change['content_hash']}`)).status).toBe(404);
    expect((await olga.get(`/api/versions/${change['base_hash']}`)).body).toMatchObject({
      active: true,
      definition: { id: 'lend' },
    });
  });
});

type Content = {
  facts: Record<string, unknown>;
  steps: Record<string, { form: { fact: string; optional?: boolean }[] }>;
};
type Edit = (content: Content) => void;

const withFact: Edit = ({ facts }) => {
  facts['colour'] = { name: { zh: '色', en: 'Colour' }, type: 'string' };
};
const withoutFact: Edit = ({ facts }) => {
  delete facts['colour'];
};
const withField: Edit = ({ steps }) => {
  steps['check']?.form.push({ fact: 'colour', optional: true });
};
const withoutField: Edit = ({ steps }) => {
  steps['check']?.form.pop();
};

/** The answer to proposing an edited definition. */
async function edited(client: Client, kind: string, id: string, edit: Edit): Promise<Answer> {
  const started = await client.post('/api/drafts', { kind, id });
  const draft = started.body as unknown as Draft & { content: Content };
  edit(draft.content);
  await saved(client, draft, draft.content);
  return client.post(`/api/drafts/${draft.id}/propose`, words);
}

async function proposal(client: Client, kind: string, id: string, edit: Edit): Promise<Json> {
  const answer = await edited(client, kind, id, edit);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}
