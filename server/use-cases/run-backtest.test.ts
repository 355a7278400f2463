import type { Expression } from '@flowmeter/engine/definition/expression.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import { describe, expect, test, vi } from 'vitest';
import { parcelRow } from '../records/records.fixture.ts';
import type { Answer, Client, TestServer } from '../testing.ts';
import { saved, type Draft } from './governance.fixture.ts';
import { auditServer, bring, findingsOf, withNorthern } from './record-audits.fixture.ts';
import { beginBacktest, stopBacktest, subjectOf } from './run-backtest.ts';

interface Weights {
  rules: { id: string; params?: { most: { value: number } } }[];
}

/** Olga's draft of the rule set in which a parcel is heavy from other kilograms on. */
async function draftWith(olga: Client, kilograms: number): Promise<Draft> {
  const started = await olga.post('/api/drafts', { kind: 'ruleset', id: 'weights' });
  const draft = started.body as unknown as Draft & { content: Weights };
  const rules = draft.content.rules.map((rule) =>
    Object.hasOwn(rule, 'params')
      ? { ...rule, params: { most: { ...rule.params?.most, value: kilograms } } }
      : rule,
  );
  return saved(olga, draft, { ...draft.content, rules });
}

async function withParcels(): Promise<TestServer> {
  const server = await auditServer(withNorthern());
  await bring(
    server,
    parcelRow('P1', { sender: 'Ada', weight: '25', desk: 'north' }),
    parcelRow('P2', { sender: 'Bo', weight: '15', desk: 'north' }),
    parcelRow('P3', { sender: 'Cy', weight: '15', desk: 'south' }),
    parcelRow('P4', { sender: 'Di', weight: '5' }),
  );
  return server;
}

/** It starts a thread first. */
const PATIENT = { timeout: 20_000 };

/** The report of a backtest that has ended. */
async function ended(server: TestServer, client: Client, body: object) {
  const begun = await client.post('/api/backtests', body);
  expect(begun.status).toBe(202);
  await expect
    .poll(
      async () => (await client.get(`/api/backtests/${begun.body['id']}`)).body['status'],
      PATIENT,
    )
    .not.toBe('running');
  const { id } = begun.body as unknown as { id: string };
  return { id, report: (await client.get(`/api/backtests/${id}`)).body };
}

describe('a draft of rules tried on records', () => {
  test('tells what it would find more, where, and why; nothing else changes', async () => {
    await using server = await withParcels();
    const olga = await server.as('olga');
    const { id: draft } = await draftWith(olga, 10);
    const { id, report } = await ended(server, olga, { draft });
    expect(report).toMatchObject({
      status: 'done',
      subject: { kind: 'ruleset', id: 'weights', draft },
      checked: 4,
      gained: 2,
      lost: 0,
      data: { kinds: [{ kind: { id: 'parcel' }, rows: 4, batch: 1 }], cases: 0 },
      rules: [
        { rule: { id: 'W1' }, current: { hits: 1 }, candidate: { hits: 3, precision: null } },
      ],
      kept: 2,
    });
    const flips = await olga.get(`/api/backtests/${id}/flips?side=gained`);
    const gained = {
      rule: { id: 'W1' },
      side: 'gained',
      was: { holds: false },
      is: { holds: true },
    };
    expect(flips.body).toMatchObject({ rows: [gained, gained], next: null });
    const { rows } = flips.body as unknown as { rows: { unit: { id: string } }[] };
    expect(rows.map(({ unit }) => unit.id).toSorted()).toEqual(['north', 'south']);
    expect(JSON.stringify(flips.body)).toContain('15 kg');
    expect(await findingsOf(await server.as('anna'))).toEqual([]);
  });

  test('a cursor that stands within a line reads the whole of it', async () => {
    await using server = await withParcels();
    const olga = await server.as('olga');
    const { id: draft } = await draftWith(olga, 10);
    const { id } = await ended(server, olga, { draft });
    const path = `/api/backtests/${id}/flips`;
    const { body } = await olga.get(path);
    expect(await olga.get(`${path}?cursor=3`)).toMatchObject({ status: 200, body });
    expect((await olga.get(`${path}?cursor=99999999`)).body).toEqual({ rows: [], next: null });
  });

  test('a higher threshold loses hits, and they say why they held', async () => {
    await using server = await withParcels();
    const olga = await server.as('olga');
    const { id: draft } = await draftWith(olga, 30);
    const { id, report } = await ended(server, olga, { draft });
    expect(report).toMatchObject({ gained: 0, lost: 1 });
    const { body } = await olga.get(`/api/backtests/${id}/flips?rule=W1`);
    expect(body).toMatchObject({
      rows: [{ side: 'lost', was: { holds: true }, is: { holds: false } }],
    });
  });

  test('the same data has the same hash; other data another', async () => {
    await using server = await withParcels();
    const olga = await server.as('olga');
    const { id: draft } = await draftWith(olga, 10);
    const hashOf = async () =>
      ((await ended(server, olga, { draft })).report as unknown as { data: { hash: string } }).data
        .hash;
    const first = await hashOf();
    expect(await hashOf()).toBe(first);
    await bring(server, parcelRow('P9', { weight: '12' }));
    expect(await hashOf()).not.toBe(first);
  });

  test('only a rule that is named, though it is as it was', async () => {
    await using server = await withParcels();
    const olga = await server.as('olga');
    const { id: draft } = await draftWith(olga, 10);
    const { report } = await ended(server, olga, { draft, rules: ['W2'] });
    expect(report).toMatchObject({ gained: 0, lost: 0, rules: [{ rule: { id: 'W2' } }] });
  });
});

describe('who may see it', () => {
  test('a draft is its owner’s alone, and what was tried with it is too', async () => {
    await using server = await withParcels();
    const olga = await server.as('olga');
    const { id: draft } = await draftWith(olga, 10);
    const { id } = await ended(server, olga, { draft });
    const otto = await server.as('otto');
    expect((await otto.post('/api/backtests', { draft })).status).toBe(404);
    for (const path of [`/api/backtests/${id}`, `/api/backtests/${id}/flips`]) {
      expect((await otto.get(path)).status).toBe(404);
    }
    expect((await otto.get('/api/backtests')).body['rows']).toEqual([]);
    expect((await (await server.as('dora')).get('/api/backtests')).status).toBe(403);
  });

  test('of what was proposed everybody is told of their own units alone', async () => {
    await using server = await withParcels();
    const olga = await server.as('olga');
    const { id: draft } = await draftWith(olga, 10);
    const words = { title: 'Lighter', reason: 'Backs' };
    const { body: change } = await olga.post(`/api/drafts/${draft}/propose`, words);
    const { id, report } = await ended(server, olga, { change: change['id'] });
    expect(report).toMatchObject({ within: 'all', checked: 4, gained: 2, kept: 2 });
    const nina = await server.as('nina');
    const seen = await nina.get(`/api/backtests/${id}`);
    expect(seen.body).toMatchObject({
      within: 'units',
      checked: 2,
      gained: 1,
      lost: 0,
      kept: 1,
      rules: [{ rule: { id: 'W1' }, current: { hits: 1 }, candidate: { hits: 2 } }],
      groups: [{ by: 'unit', group: { id: 'north' }, gained: { hits: 1 } }],
    });
    const listed = (await nina.get('/api/backtests')).body;
    expect(listed['rows']).toMatchObject([{ id, within: 'units', checked: 2, gained: 1 }]);
  });

  test('one of before tells who sees every unit, and nobody else', async () => {
    await using server = await withParcels();
    const olga = await server.as('olga');
    const { id: draft } = await draftWith(olga, 10);
    const words = { title: 'Lighter', reason: 'Backs' };
    const { body: change } = await olga.post(`/api/drafts/${draft}/propose`, words);
    const { id } = await ended(server, olga, { change: change['id'] });
    const { backtests } = server.deps;
    const { kept_units: _, counts, ...kept } = backtests.report(id)!;
    const { units: _apart, ...old } = counts;
    backtests.keep({ ...kept, counts: old });
    const nina = await server.as('nina');
    expect((await nina.get(`/api/backtests/${id}`)).body).toMatchObject({
      within: 'untold',
      checked: null,
      gained: null,
      lost: null,
      kept: null,
      rules: [],
      groups: [],
    });
    expect((await olga.get(`/api/backtests/${id}`)).body).toMatchObject({ checked: 4, gained: 2 });
  });

  test('what is personal in force is told in part, whatever the draft says of it', async () => {
    await using server = await auditServer();
    await bring(server, parcelRow('P1', { phone: '13812345678', desk: 'north' }));
    const olga = await server.as('olga');
    const rules = await olga.post('/api/drafts', { kind: 'ruleset', id: 'weights' });
    const draft = rules.body as unknown as Draft & { content: Weights };
    const most = { param: 'most' };
    const conditions = {
      any: [
        { fact: 'phone', operator: 'notNull', value: true },
        { fact: 'weight', operator: 'greaterThan', value: most },
      ],
    };
    const [heavy, ...others] = draft.content.rules;
    const { id } = await saved(olga, draft, {
      ...draft.content,
      rules: [{ ...heavy, conditions }, ...others],
    });
    const { id: backtest, report } = await ended(server, olga, { draft: id });
    expect(report).toMatchObject({ gained: 1 });
    const { body } = await olga.get(`/api/backtests/${backtest}/flips`);
    expect(JSON.stringify(body)).toContain('138*****678');
    expect(JSON.stringify(body)).not.toContain('13812345678');
  });

  test('what was proposed is tried by an auditor', async () => {
    await using server = await withParcels();
    const olga = await server.as('olga');
    const { id: draft } = await draftWith(olga, 10);
    const words = { title: 'Lighter', reason: 'Backs' };
    const change = await olga.post(`/api/drafts/${draft}/propose`, words);
    const anna = await server.as('anna');
    const { id, report } = await ended(server, anna, { change: change.body['id'] });
    expect(report).toMatchObject({ gained: 2, subject: { change: change.body['id'] } });
    expect((await olga.get(`/api/backtests/${id}`)).status).toBe(200);
    const subject = report['subject'] as unknown as { hash: string };
    const listed = await olga.get(`/api/backtests?candidate=${subject.hash}`);
    expect(listed.body['rows']).toMatchObject([{ id }]);
  });
});

const code = ({ body }: Answer) =>
  (body as unknown as { problems: { code: string }[] }).problems[0]?.code;

describe('refused', () => {
  test('without a difference, a second at a time, or what is not there', async () => {
    await using server = await withParcels();
    const olga = await server.as('olga');
    const { id: draft } = await draftWith(olga, 20);
    expect(code(await olga.post('/api/backtests', { draft }))).toBe('backtest_without_rules');
    expect(code(await olga.post('/api/backtests', { change: 'none' }))).toBe('change_not_found');
    expect(code(await olga.get('/api/backtests/none'))).toBe('backtest_not_found');
    expect(code(await olga.get('/api/backtests/..%2f..%2fx'))).toBe('backtest_not_found');
    const ruleset = server.deps.inForce.active('ruleset', 'weights')!.definition;
    const backtest = { definitions: [], subject: subjectOf(ruleset, {}), only: ['W1'], by: 'olga' };
    const first = await beginBacktest(server.deps, backtest);
    expect(await beginBacktest(server.deps, backtest)).toMatchObject({
      problems: [{ code: 'backtest_in_flight' }],
    });
    await stopBacktest(server.deps);
    expect(first).toMatchObject({ ok: true });
  });
});

const below = (level: number): Expression => (level === 0 ? 1 : { fact: `level_${level - 1}` });

/** A fact that asks of every parcel what asks of every parcel, and so on. */
function endless(levels: number): Definition[] {
  const name = { zh: 'x', en: 'x' };
  const facts = Object.fromEntries(
    Array.from({ length: levels }, (_, level) => [
      `level_${level}`,
      {
        name,
        type: 'integer' as const,
        value: { aggregate: 'sum' as const, over: 'parcel', value: below(level) },
      },
    ]),
  );
  return [{ kind: 'derived', id: 'endless', name, record: 'parcel', facts }];
}

const backtestOf = ({ deps }: TestServer, definitions: Definition[], only: string) => {
  const ruleset = deps.inForce.active('ruleset', 'weights')!.definition;
  return beginBacktest(deps, {
    definitions,
    subject: subjectOf(ruleset, {}),
    only: [only],
    by: 'olga',
  });
};

function full(): never {
  throw Object.assign(new Error('full'), { code: 'ENOSPC' });
}

/** The rule set in which a rule asks a fact that takes for ever. */
function asksFor(held: RulesetDefinition, id: string, fact: string): RulesetDefinition {
  const conditions = { all: [{ fact, operator: 'greaterThan' as const, value: 0 }] };
  const rules = held.rules.map((rule) => (rule.id === id ? { ...rule, conditions } : rule));
  return { ...held, rules };
}

describe('what goes wrong meanwhile', () => {
  test('one that takes for ever is stopped, and nobody waits meanwhile', async () => {
    await using server = await auditServer();
    const many = Array.from({ length: 60 }, (_, at) => parcelRow(`P${at}`));
    await bring(server, ...many);
    const { deps } = server;
    const held = deps.inForce.active('ruleset', 'weights')!.definition as RulesetDefinition;
    const begun = await backtestOf(server, [...endless(12), asksFor(held, 'W2', 'level_11')], 'W2');
    expect(begun.ok).toBe(true);
    expect((await (await server.as('olga')).get('/api/backtests')).status).toBe(200);
    await stopBacktest(deps);
    const { rows } = (await (await server.as('olga')).get('/api/backtests')).body;
    expect(rows).toMatchObject([{ status: 'failed' }]);
  });

  test('what cannot be written down keeps nobody from the next', async () => {
    await using server = await withParcels();
    const { backtests } = server.deps;
    vi.spyOn(backtests, 'begin').mockImplementationOnce(full);
    expect(await backtestOf(server, [], 'W1')).toMatchObject({ problems: [{ code: 'read_only' }] });
    vi.spyOn(backtests, 'keep').mockImplementationOnce(full);
    const second = await backtestOf(server, [], 'W1');
    expect(await (second as { value: { ended: Promise<unknown> } }).value.ended).toMatchObject({
      ok: true,
    });
    expect((await backtestOf(server, [], 'W1')).ok).toBe(true);
    await stopBacktest(server.deps);
  });
});
