import { describe, expect, test } from 'vitest';
import { definitionKinds } from '@flowmeter/engine/definition/kinds.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { testServer, type Answer, type Client } from '../testing.ts';
import { testingPack } from '../testing-pack.ts';
import { approve, codes, meddle, people, saved, words, type Draft } from './governance.fixture.ts';

type Content = Record<string, unknown>;

/** A draft of a definition, edited; its id. */
async function edited(
  client: Client,
  [kind, id]: readonly [string, string],
  edit: (content: Content) => object,
): Promise<string> {
  const started = await client.post('/api/drafts', { kind, id });
  const draft = started.body as unknown as Omit<Draft, 'content'> & { content: Content };
  await saved(client, draft, edit(draft.content));
  return draft.id;
}

const renamed = (content: Content) => ({ ...content, name: { zh: '新名', en: 'Renamed' } });
const again = (content: Content) => ({ ...content, name: { zh: '再', en: 'Again' } });
const withFact = (content: Content) => ({
  ...content,
  facts: {
    ...(content['facts'] as object),
    colour: { name: { zh: '色', en: 'Colour' }, type: 'string' },
  },
});
const withOtherAmount = (content: Content) => {
  const facts = content['facts'] as Record<string, object>;
  const amount = { ...facts['amount'], name: { zh: '数额', en: 'Sum' } };
  return { ...content, facts: { ...facts, amount } };
};
const overLargeAmounts = (content: Content) => {
  const where = { fact: 'amount', operator: 'greaterThan', value: 1 };
  return { ...content, over: { ...(content['over'] as object), where } };
};
const withField = (content: Content) => {
  const changed = structuredClone(content) as unknown as Draft['content'];
  (changed.steps['check'] as unknown as { form: object[] }).form.push({
    fact: 'colour',
    optional: true,
  });
  return changed;
};

function together(client: Client, drafts: readonly string[], more: object = {}): Promise<Answer> {
  return client.post('/api/changes', { ...words, ...more, drafts });
}

describe('several definitions in one change', () => {
  test('are checked, approved and in force together', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const facts = await edited(olga, ['facts', 'words'], withFact);
    const flow = await edited(olga, ['flow', 'lend'], withField);
    // Alone, the flow asks for a fact that there is not.
    expect(codes(await together(olga, [flow]))).toContain('change_has_errors');
    const change = await together(olga, [flow, facts]);
    expect(change).toMatchObject({
      status: 201,
      body: {
        kind: 'flow',
        items: [{ kind: 'flow' }, { kind: 'facts', definition: { id: 'words' } }],
      },
    });
    expect((await olga.get('/api/drafts')).body).toMatchObject({ rows: [] });
    expect((await approve(anna, change.body)).body).toMatchObject({ state: 'active' });
    const { body } = await anna.get('/api/definitions/facts/words');
    expect(body).toMatchObject({ definition: { facts: { colour: { type: 'string' } } } });
    expect((await anna.get('/api/definitions/flow/lend')).status).toBe(200);
    await server.restart();
    expect(server.deps.inForce.refusals()).toEqual([]);
  });

  test('are stale together when the base of one of them moves', async () => {
    await using server = await testServer();
    const { olga, otto, anna } = await people(server);
    const drafts = [
      await edited(olga, ['flow', 'lend'], renamed),
      await edited(olga, ['calendar', 'weekdays'], renamed),
    ];
    const change = await together(olga, drafts);
    expect(change.status).toBe(201);
    const other = await together(otto, [
      await edited(otto, ['flow', 'lend'], (one) => ({
        ...renamed(one),
        name: { zh: '别', en: 'Other' },
      })),
    ]);
    await approve(anna, other.body);
    const stale = await anna.get(`/api/changes/${change.body['id']}`);
    expect(stale.body).toMatchObject({ state: 'stale' });
    expect((await olga.get('/api/drafts')).body['rows']).toHaveLength(2);
    expect(codes(await approve(anna, change.body))).toEqual(['change_stale']);
  });

  test('are superseded when none of them is in force any more', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const both = [
      await edited(olga, ['flow', 'lend'], renamed),
      await edited(olga, ['calendar', 'weekdays'], renamed),
    ];
    const first = (await together(olga, both)).body;
    await approve(anna, first);
    const state = async () => (await anna.get(`/api/changes/${first['id']}`)).body['state'];
    await approve(anna, (await together(olga, [await edited(olga, ['flow', 'lend'], again)])).body);
    expect(await state()).toBe('active');
    await approve(
      anna,
      (await together(olga, [await edited(olga, ['calendar', 'weekdays'], again)])).body,
    );
    expect(await state()).toBe('superseded');
  });

  test('are not approved when one of them was altered in the store', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const drafts = [
      await edited(olga, ['flow', 'lend'], renamed),
      await edited(olga, ['calendar', 'weekdays'], renamed),
    ];
    const change = (await together(olga, drafts)).body;
    meddle(
      server,
      `UPDATE change_item SET content = replace(content, 'Renamed', 'Altered') WHERE kind = 'calendar'`,
    );
    expect(codes(await approve(anna, change))).toEqual(['change_tampered']);
  });

  test('are different ones', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const draft = await edited(olga, ['flow', 'lend'], renamed);
    expect(codes(await together(olga, [draft, draft]))).toEqual(['change_twice']);
    expect(codes(await together(olga, ['none']))).toEqual(['draft_not_found']);
    expect((await together(olga, [])).status).toBe(422);
  });
});

const subjects = testingPack()
  .filter(({ kind }) => kind !== 'layout' && kind !== 'examples')
  .filter(({ kind }, place, all) => all.findIndex((one) => one.kind === kind) === place)
  .map(({ kind, id }) => [kind, id] as const);

describe('every kind of definition goes the same way', () => {
  test.each(subjects)('%s', async (kind, id) => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const change = await together(olga, [await edited(olga, [kind, id], renamed)]);
    expect(change.status).toBe(201);
    const approved = await approve(anna, change.body);
    expect(approved.body).toMatchObject({ state: 'active', kind });
    expect(definitionKinds).toHaveProperty(kind);
    await server.restart();
    expect(server.deps.inForce.active(kind, id)?.definition.name.en).toBe('Renamed');
  });
});

/** Anna works as a clerk too; the card is of everybody. */
function packWhereAnnaWorks(): Definition[] {
  const pack = testingPack();
  const org = pack.find((one) => one.kind === 'organisation')!;
  const anna = org.people.find(({ id }) => id === 'anna')!;
  const working = { ...anna, roles: ['auditor' as const, 'clerk' as const] };
  const changed = [...org.people.filter((one) => one !== anna), working];
  return [...pack.filter((one) => one !== org), { ...org, people: changed }];
}

describe('what people are scored and paid by', () => {
  test('is not changed by those who are scored by it', async () => {
    await using server = await testServer({ pack: packWhereAnnaWorks() });
    const { olga, anna, arno } = await people(server);
    const card = testingPack().find(({ kind }) => kind === 'scorecard')!;
    const change = (await together(olga, [await edited(olga, ['scorecard', card.id], renamed)]))
      .body;
    const refused = await approve(anna, change);
    expect([refused.status, codes(refused)]).toEqual([403, ['change_benefits']]);
    expect((await anna.get(`/api/changes/${change['id']}`)).body).toMatchObject({
      hindrance: { code: 'change_benefits' },
    });
    expect((await approve(arno, change)).status).toBe(200);
  });

  test('reaches back when two auditors approve', async () => {
    await using server = await testServer();
    const { olga, anna, arno } = await people(server);
    const indicator = testingPack().find(({ kind }) => kind === 'indicator')!;
    const draft = await edited(olga, ['indicator', indicator.id], renamed);
    const effective = { local: '2026-01-01T00:00', zone: 'Asia/Shanghai' };
    const change = (await together(olga, [draft], { effective })).body;
    expect(change).toMatchObject({ approvals_needed: 2 });
    const first = await approve(anna, change);
    expect(first.body).toMatchObject({ state: 'approved', approvals_needed: 1 });
    expect(codes(await approve(anna, change))).toEqual(['approved_before']);
    const second = await approve(arno, change);
    expect(second.body).toMatchObject({
      state: 'active',
      approvals: [{ by: { id: 'anna' } }, { by: { id: 'arno' } }],
    });
  });

  test.each([
    ['scorecard', 'S1'],
    ['indicator', 'K1'],
    ['calendar', 'weekdays'],
  ] as const)('is no emergency: %s', async (...of) => {
    await using server = await testServer();
    const { olga } = await people(server);
    const draft = await edited(olga, of, renamed);
    expect(codes(await together(olga, [draft], { emergency: true }))).toEqual(['emergency_pays']);
  });

  test('is asked about again at approval: what nobody was paid by somebody may be paid by now', async () => {
    await using server = await testServer();
    const { olga, anna, arno } = await people(server);
    const facts = await edited(olga, ['facts', 'words'], withOtherAmount);
    const urgent = await together(olga, [facts], { emergency: true });
    expect(urgent.status).toBe(201);
    const figure = await edited(olga, ['indicator', 'K1'], overLargeAmounts);
    const change = (await together(olga, [figure])).body;
    expect((await approve(arno, change)).status).toBe(200);
    expect(codes(await approve(anna, urgent.body))).toEqual(['emergency_pays']);
  });

  test('is touched by the calendar too, not by a fact that no figure reads', async () => {
    await using server = await testServer({ pack: packWhereAnnaWorks() });
    const { olga, anna, arno } = await people(server);
    const facts = await edited(olga, ['facts', 'words'], withFact);
    const urgent = await together(olga, [facts], { emergency: true });
    expect((await approve(anna, urgent.body)).status).toBe(200);
    const calendar = await edited(olga, ['calendar', 'weekdays'], renamed);
    const change = (await together(olga, [calendar])).body;
    expect(codes(await approve(anna, change))).toEqual(['change_benefits']);
    expect((await approve(arno, change)).status).toBe(200);
  });
});

test('who is changed in the organisation does not approve it', async () => {
  await using server = await testServer();
  const { olga, anna, arno } = await people(server);
  const draft = await edited(
    olga,
    ['organisation', server.deps.inForce.organisation()!.id],
    (org) => {
      const all = org['people'] as { id: string; posts: string[] }[];
      const moved = all
        .filter(({ id }) => id === 'anna')
        .map((one) => ({ ...one, posts: ['manager'] }));
      return { ...org, people: [...all.filter(({ id }) => id !== 'anna'), ...moved] };
    },
  );
  const change = (await together(olga, [draft])).body;
  expect(codes(await approve(anna, change))).toEqual(['change_benefits']);
  expect((await approve(arno, change)).status).toBe(200);
});

async function ids(client: Client, query: string): Promise<string[]> {
  const { rows } = (await client.get(`/api/changes?${query}`)).body;
  return (rows as unknown as { id: string }[]).map(({ id }) => id);
}

describe('the list', () => {
  test('is asked by state, kind, and what is mine or waits for me', async () => {
    await using server = await testServer();
    const { olga, otto, anna, arno } = await people(server);
    const flow = (await together(olga, [await edited(olga, ['flow', 'lend'], renamed)])).body;
    const other = (await together(arno, [await edited(arno, ['calendar', 'weekdays'], renamed)]))
      .body;
    expect(await ids(anna, 'kind=flow')).toEqual([flow['id']]);
    expect(await ids(anna, 'show=waiting')).toEqual([other['id'], flow['id']]);
    expect(await ids(arno, 'show=waiting')).toEqual([flow['id']]);
    expect(await ids(arno, 'show=mine')).toEqual([other['id']]);
    expect(await ids(otto, 'show=mine')).toEqual([]);
    await approve(anna, flow);
    expect(await ids(anna, 'state=active')).toEqual([flow['id']]);
    expect(await ids(anna, 'show=waiting')).toEqual([other['id']]);
  });
});
