import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantOf, virtualClock } from '../clock.ts';
import { composeDeps } from '../compose.ts';
import { createIds } from '../ids.ts';
import { keysInMemory } from '../keys/key-files.ts';
import { openKeys } from '../keys/keys.ts';
import { createRecordStore } from '../records/record-store.ts';
import { openStore, type Store } from '../store/store.ts';
import { testingPack } from '../testing-pack.ts';
import { demonstrate } from './demonstration.ts';
import { makeStoreFile } from './new-file.ts';
import { createChance } from '@flowmeter/engine/simulation/chance.ts';
import { publish } from './seed.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flowmeter-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const now = Date.parse('2026-06-15T08:00:00Z');

const log = () => {};

/** Tells the demonstration's story of the testing pack into a store. */
async function tell(store: Store): Promise<void> {
  const clock = virtualClock(now - 120 * 86_400_000);
  const chance = createChance(1);
  const ids = createIds(clock.clock, (below) => chance.below(below));
  const records = createRecordStore(join(folder, 'records'));
  const keys = openKeys(keysInMemory(), instantOf(clock.clock));
  const deps = await composeDeps({ store, clock: clock.clock, ids, records, keys, log });
  await publish(deps, testingPack());
  await demonstrate(deps, clock, now);
}

async function everything(store: Store) {
  const cases = await store.cases.list({ limit: 500 });
  const findings = await store.findings.list({ limit: 500 });
  return { cases: cases.rows, findings: findings.rows };
}

describe('a demonstration', () => {
  test('has finished, running and overdue cases, findings and their handling', async () => {
    const store = openStore(join(folder, 'a.sqlite'), { bulk: true });
    await tell(store);
    const { cases, findings } = await everything(store);
    const groups = Object.groupBy(cases, (row) => `${row.flow_id} ${row.status}`);
    const counts = (['lend ended', 'lend open'] as const).map((name) =>
      Number(groups[name]?.length),
    );
    expect(counts[0]).toBeGreaterThan(40);
    expect(counts[1]).toBeGreaterThan(0);
    expect(Number(counts[0]) + Number(counts[1])).toBe(70);
    expect(findings.length).toBeGreaterThan(0);
    const handled = cases.map((row) => row.id);
    expect(handled).toEqual(
      expect.arrayContaining(findings.map((finding) => finding.rectification_id)),
    );
    await store.close();
  });

  test('happens by the clock of the story and never after its end', async () => {
    const store = openStore(join(folder, 'a.sqlite'), { bulk: true });
    await tell(store);
    const { cases } = await everything(store);
    for (const { id } of cases) {
      const entries = await store.cases.entries(id);
      const times = entries.map((entry) => entry.at);
      expect(times).toEqual(times.toSorted());
      expect(Date.parse(String(times.at(-1)))).toBeLessThanOrEqual(now);
    }
    const next = await store.timers.next();
    expect(Date.parse(String(next))).toBeGreaterThan(now);
    await store.close();
  });

  test('is the same every time', async () => {
    const stores = ['a', 'b'].map((name) => openStore(join(folder, name), { bulk: true }));
    const told = [];
    for (const store of stores) {
      await tell(store);
      told.push(await everything(store));
      await store.close();
    }
    expect(told[1]).toEqual(told[0]);
  });
});

describe('a new store file', () => {
  test('is there when it is filled, and durable from then on', async () => {
    const file = join(folder, 'flowmeter.sqlite');
    await makeStoreFile(file, async (store) => {
      expect(existsSync(file)).toBe(false);
      await store.accounts.save([{ id: 'dora', password: 'x' }]);
    });
    expect(readdirSync(folder)).toEqual(['flowmeter.sqlite']);
    const store = openStore(file);
    expect(await store.accounts.get('dora')).toMatchObject({ password: 'x' });
    await store.close();
  });

  test('is not there when filling it failed, and the next try begins anew', async () => {
    const file = join(folder, 'flowmeter.sqlite');
    const half = makeStoreFile(file, async (store) => {
      await store.accounts.save([{ id: 'half', password: 'x' }]);
      throw new Error('pulled the plug');
    });
    await expect(half).rejects.toThrow('pulled the plug');
    expect(existsSync(file)).toBe(false);
    await makeStoreFile(file, async (store) => {
      expect(await store.accounts.get('half')).toBeUndefined();
    });
    expect(existsSync(file)).toBe(true);
  });
});
