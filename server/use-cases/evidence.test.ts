import { describe, expect, test } from 'vitest';
import { parcelRow } from '../records/records.fixture.ts';
import { testServer, type Client, type TestServer } from '../testing.ts';
import { createWorker } from '../worker/worker.ts';
import { changeOf, evidenceOf, open, proposedOf, renew } from './evidence.fixture.ts';
import {
  approve,
  codes,
  draftOf,
  people,
  proposed,
  saved,
  told,
  words,
  type Json,
} from './governance.fixture.ts';
import { auditServer, bring } from './record-audits.fixture.ts';
import { stopBacktest } from './run-backtest.ts';

/** Parcels are heavy from other kilograms on. */
function heavierFrom(client: Client, most: number): Promise<Json> {
  return proposedOf(client, 'ruleset', 'weights', (content: { rules: { params?: object }[] }) => ({
    ...content,
    rules: content.rules.map((rule) =>
      rule.params === undefined
        ? rule
        : { ...rule, params: { most: { ...Object.values(rule.params)[0], value: most } } },
    ),
  }));
}

function noRoom(): never {
  throw new Error('no room');
}

async function withParcels(): Promise<TestServer> {
  const server = await auditServer();
  await bring(
    server,
    parcelRow('P1', { sender: 'Ada', weight: '25', desk: 'north' }),
    parcelRow('P2', { sender: 'Bo', weight: '15', desk: 'north' }),
    parcelRow('P3', { sender: 'Cy', weight: '15', desk: 'south' }),
  );
  return server;
}

describe('evidence for a flow', () => {
  test('is there when the change is proposed, each part with a hash', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    await open(await server.as('dora'));
    const change = await proposed(olga);
    const evidence = await evidenceOf(anna, change);
    expect(evidence).toMatchObject({
      hash: change['evidence_hash'],
      state: 'complete',
      renewing: false,
      since: null,
      parts: {
        differences: { state: 'done', content: [{ kind: 'flow', id: 'lend' }] },
        problems: { state: 'done' },
        soundness: {
          state: 'done',
          content: [{ id: 'lend', explored: expect.any(Number) as unknown }],
        },
        analysis: { state: 'none', reason: { en: expect.any(String) as unknown } },
        examples: { state: 'none' },
        backtest: { state: 'none' },
        migration: {
          state: 'done',
          content: [{ id: 'lend', versions: [{ current: true, open: 1, tried: 1, could: 1 }] }],
        },
        people: {
          state: 'done',
          content: {
            steps: [{ step: { id: 'check' }, kind: 'changed', posts: [{ id: 'checker' }] }],
            posts: [{ post: { id: 'checker' }, count: 3 }],
          },
        },
      },
    });
    const { parts } = evidence as unknown as { parts: Record<string, { hash: string }> };
    const hashes = Object.values(parts).map(({ hash }) => hash);
    expect(hashes.every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
    expect(new Set(hashes).size).toBe(8);
  });

  test('says why running cases cannot be moved', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    await open(await server.as('dora'));
    const draft = await draftOf(olga);
    const { check, ...steps } = draft.content.steps;
    const content = JSON.parse(
      JSON.stringify({ ...draft.content, steps: { ...steps, recheck: check } }).replaceAll(
        '"to":"check"',
        '"to":"recheck"',
      ),
    ) as object;
    await saved(olga, draft, content);
    const { body } = await olga.post(`/api/drafts/${draft.id}/propose`, words);
    const { parts } = (await evidenceOf(anna, body)) as unknown as { parts: Json };
    expect(parts['migration']).toMatchObject({
      content: [
        {
          versions: [{ tried: 1, could: 0, obstacles: [{ count: 1, cases: [{ title: 'Ada' }] }] }],
        },
      ],
    });
  });

  test('says when something has happened since, and is made anew', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const change = await proposed(olga);
    await open(await server.as('dora'));
    expect(await evidenceOf(anna, change)).toMatchObject({
      since: { records: 0, ended: 0, open: 1, definitions: false },
      can_renew: true,
    });
    server.clock.advance(1000);
    expect(await renew(anna, change)).toMatchObject({ status: 202, body: { renewing: true } });
    await createWorker(server.deps).runDue();
    const renewed = await changeOf(anna, change);
    expect(renewed['evidence_hash']).not.toBe(change['evidence_hash']);
    expect(await evidenceOf(anna, change)).toMatchObject({
      hash: renewed['evidence_hash'],
      since: null,
      parts: { migration: { state: 'done' } },
    });
    expect(codes(await approve(anna, change))).toEqual(['evidence_moved']);
    expect((await approve(anna, renewed)).status).toBe(200);
    expect(await renew(anna, change)).toMatchObject({ status: 409 });
    expect((await told(server)).map(([action]) => action)).toContain('change.evidence_completed');
  });
});

describe('evidence that takes long', () => {
  test('is made by the worker; until then nobody approves', { timeout: 30_000 }, async () => {
    await using server = await withParcels();
    const { olga, anna } = await people(server);
    const change = await heavierFrom(olga, 10);
    expect(change).toMatchObject({ evidence_ready: false });
    expect(await evidenceOf(anna, change)).toMatchObject({
      hash: null,
      state: 'running',
      parts: { backtest: { state: 'running', hash: null }, analysis: { state: 'done' } },
    });
    expect(codes(await approve(anna, change))).toEqual(['evidence_pending']);
    await server.restart();
    await createWorker(server.deps).runDue();
    const ready = await changeOf(anna, change);
    expect(ready).toMatchObject({ evidence_ready: true });
    expect(await evidenceOf(anna, change)).toMatchObject({
      hash: ready['evidence_hash'],
      state: 'complete',
      parts: {
        backtest: {
          state: 'done',
          content: {
            checked: 3,
            rules: [{ rule: { id: 'W1' }, gained: { hits: 2 }, lost: { hits: 0 } }],
            units: expect.arrayContaining([
              expect.objectContaining({
                unit: expect.objectContaining({ id: 'north' }) as unknown,
              }),
            ]) as unknown,
          },
        },
      },
    });
    expect(codes(await approve(anna, change))).toEqual(['evidence_moved']);
    expect((await approve(anna, ready)).status).toBe(200);
  });

  test('a part that fails is said, and can be made again', { timeout: 30_000 }, async () => {
    await using server = await withParcels();
    const { olga, anna } = await people(server);
    const change = await heavierFrom(olga, 10);
    const whole = server.deps.backtests;
    server.deps.backtests = { ...whole, begin: noRoom };
    await createWorker(server.deps).runDue();
    expect(await evidenceOf(anna, change)).toMatchObject({
      state: 'failed',
      can_renew: true,
      parts: { backtest: { state: 'failed', problem: { code: 'evidence_not_made' } } },
    });
    expect(codes(await approve(anna, change))).toEqual(['evidence_pending']);
    server.deps.backtests = whole;
    server.clock.advance(1000);
    expect((await renew(olga, change)).status).toBe(202);
    await createWorker(server.deps).runDue();
    expect((await approve(anna, await changeOf(anna, change))).status).toBe(200);
  });

  test('waits while somebody else tries something', { timeout: 30_000 }, async () => {
    await using server = await withParcels();
    const { olga, anna } = await people(server);
    const change = await heavierFrom(olga, 10);
    const other = await olga.post('/api/backtests', { change: change['id'] });
    expect(other.status).toBe(202);
    const worker = createWorker(server.deps);
    await worker.runDue();
    expect(await evidenceOf(anna, change)).toMatchObject({ state: 'running' });
    await stopBacktest(server.deps);
    await worker.runDue();
    expect(await evidenceOf(anna, change)).toMatchObject({ state: 'complete' });
  });

  test('of a change that was withdrawn nothing more is made', async () => {
    await using server = await withParcels();
    const { olga, anna } = await people(server);
    const change = await heavierFrom(olga, 10);
    await olga.post(`/api/changes/${change['id']}/withdraw`);
    expect(await server.deps.store.evidence.running()).toEqual([]);
    expect(await evidenceOf(anna, change)).toMatchObject({
      parts: { backtest: { state: 'none' } },
      can_renew: false,
    });
  });
});
