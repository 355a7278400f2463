/**
 * The restore drill, with real processes: a backup while people work, restored into a fresh folder; the
 * product starts on it, has every case that the backup says, and its audit log proves itself.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { flowmeter, openProduct, type Product } from './product.fixture.ts';

const root = mkdtempSync(join(tmpdir(), 'flowmeter-drill-'));
const running: Product[] = [];

afterAll(async () => {
  for (const one of running) await one.stop();
  rmSync(root, { recursive: true, force: true });
});

async function started(dataDir: string): Promise<Product> {
  const product = await openProduct(dataDir);
  running.push(product);
  return product;
}

interface Manifest {
  cases: { open: number; ended: number };
  audit: { seq: number; hash: string; checkpoint: Record<string, unknown> | null };
}

test('a backup under load is restored, and proves itself', { timeout: 180_000 }, async () => {
  const [dataDir, backup, restored] = ['data', 'backup', 'restored'].map((one) => join(root, one));
  const passphrase = join(root, 'passphrase');
  writeFileSync(passphrase, 'a long passphrase for the drill\n');

  const first = await started(String(dataDir));
  const before = await first.openCases(5);
  const load = first.openCasesUntilStopped();
  const made = await flowmeter(
    String(dataDir),
    'backup',
    String(backup),
    '--passphrase-file',
    passphrase,
  );
  const during = await load.stop();
  expect(made).toMatchObject({ code: 0 });
  expect(during.length).toBeGreaterThan(0);

  const done = await flowmeter(
    '',
    'restore',
    String(backup),
    '--to',
    String(restored),
    '--passphrase-file',
    passphrase,
  );
  expect(done).toMatchObject({ code: 0 });
  const again = await started(String(restored));
  const manifest = JSON.parse(
    readFileSync(join(String(backup), 'manifest.json'), 'utf8'),
  ) as Manifest;

  const there = await again.histories();
  const here = await first.histories();
  expect(there.size).toBe(manifest.cases.open + manifest.cases.ended);
  expect([...there.keys()]).toEqual(expect.arrayContaining(before));
  for (const [id, history] of there) expect(here.get(id)).toBe(history);

  const bundle = join(root, 'bundle.jsonl');
  writeFileSync(bundle, await again.auditBundle());
  const keys = join(String(restored), 'keys', 'public.json');
  const verdict = await flowmeter('', 'verify', bundle, '--keys', keys);
  expect(verdict).toMatchObject({ code: 0 });
  const entries = readFileSync(bundle, 'utf8').split('\n');
  expect(entries.some((line) => line.includes(manifest.audit.hash))).toBe(true);
});
