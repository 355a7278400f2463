import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parcelRow } from '../records/records.fixture.ts';
import { auditServer, bring } from '../use-cases/record-audits.fixture.ts';
import { backUp } from '../use-cases/back-up.ts';
import { openStore } from '../store/store.ts';
import type { TestServer } from '../testing.ts';
import { filesBelow } from './files.ts';
import { lockKeys, unlockKeys } from './key-box.ts';
import { makeBackup } from './make-backup.ts';
import {
  manifestOf,
  readBackupManifest,
  type BackupContent,
  type BackupManifest,
} from './manifest.ts';
import { checkBackup, restoreBackup } from './restore-backup.ts';

let server: TestServer;
let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'flowmeter-backup-'));
  server = await auditServer();
  await bring(server, parcelRow('P1', { desk: 'east' }));
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(root, { recursive: true });
});

async function backedUp(name: string, passphrase?: string): Promise<string> {
  const folder = join(root, name);
  const done = await backUp(server.deps, { by: 'adam', folder, passphrase });
  expect(done).toMatchObject({ ok: true });
  return folder;
}

const codeOf = (done: { ok: boolean }) =>
  'problems' in done ? (done.problems as { code: string }[])[0]?.code : 'done';

describe('a backup', () => {
  test('holds every file with its hash, the schema and how far the audit log had come', async () => {
    const folder = await backedUp('whole');
    const checked = await checkBackup(folder);
    expect(checked).toMatchObject({ ok: true });
    const manifest = manifestIn(folder);
    const product = expect.stringMatching(/^flowmeter \d/);
    expect(manifest).toMatchObject({ format: 1, product, keys: 'none' });
    const paths = manifest.files.map(({ path }) => path);
    const some = ['flowmeter.sqlite', 'records/parcel/manifest.json'];
    expect(paths).toEqual(expect.arrayContaining(some));
    const lying = filesBelow(folder, () => false).filter((path) => path !== 'manifest.json');
    expect(lying.toSorted()).toEqual(paths.toSorted());
  });

  test('restores to the same rows', async () => {
    const folder = await backedUp('rows');
    const dataDir = join(root, 'restored');
    expect(await restoreBackup({ folder, dataDir })).toMatchObject({ ok: true });
    const store = openStore(join(dataDir, 'flowmeter.sqlite'));
    const there = await server.deps.store.cases.list({ units: ['office', 'east'], limit: 200 });
    const here = await store.cases.list({ units: ['office', 'east'], limit: 200 });
    expect(here).toEqual(there);
    expect(await store.auditLog.verify()).toMatchObject({ valid: true });
    await store.close();
    expect(existsSync(join(dataDir, 'records', 'parcel', 'manifest.json'))).toBe(true);
  });

  test('is told to the audit log', async () => {
    await backedUp('told');
    const { rows } = await server.deps.store.auditLog.page({ limit: 5 });
    expect(rows).toContainEqual(
      expect.objectContaining({ action: 'backup.made', object: 'told', actor: 'adam' }),
    );
  });

  test('is refused where something lies', async () => {
    const folder = await backedUp('twice');
    const again = await backUp(server.deps, { by: 'adam', folder });
    expect(codeOf(again)).toBe('backup_not_empty');
    expect(await checkBackup(folder)).toMatchObject({ ok: true });
  });

  test('is refused where there is no store', async () => {
    const asked = { dataDir: root, folder: join(root, 'none'), at: '', product: '' };
    expect(codeOf(await makeBackup(asked))).toBe('backup_no_store');
  });
});

describe('a restore is refused, and leaves nothing behind, when', () => {
  const damages: [name: string, code: string, damage: (folder: string) => void][] = [
    [
      'a file has a byte more',
      'backup_damaged',
      (at) => appendFileSync(join(at, 'flowmeter.sqlite'), 'x'),
    ],
    ['a byte of a file is another', 'backup_damaged', (at) => flip(firstSegment(at))],
    ['a file is gone', 'backup_file_missing', (at) => rmSync(firstSegment(at))],
    ['the manifest is gone', 'backup_missing', (at) => rmSync(join(at, 'manifest.json'))],
    [
      'the manifest is cut off',
      'backup_damaged',
      (at) => writeFileSync(join(at, 'manifest.json'), '{"'),
    ],
    [
      'the manifest says another count',
      'backup_damaged',
      (at) => edit(at, (text) => text.replace(/"open": \d+/, '"open": 999')),
    ],
    [
      'it is of a newer schema',
      'restore_newer',
      (at) => remake(at, (was) => ({ ...was, schema: [...was.schema, '9999-later.sql'] })),
    ],
    [
      'a path leads out of it',
      'backup_damaged',
      (at) =>
        remake(at, (was) => ({
          ...was,
          files: [{ path: '../x', size: 0, sha256: '0'.repeat(64) }],
        })),
    ],
  ];

  test.each(damages)('%s', async (name, code, damage) => {
    const folder = await backedUp(name.replaceAll(' ', '-'));
    damage(folder);
    const dataDir = join(root, `to-${name.replaceAll(' ', '-')}`);
    expect(codeOf(await restoreBackup({ folder, dataDir }))).toBe(code);
    expect(readdirSync(root).filter((one) => one.startsWith('to-'))).toEqual([]);
  });

  test('the target holds something', async () => {
    const folder = await backedUp('full');
    expect(codeOf(await restoreBackup({ folder, dataDir: folder }))).toBe('restore_not_empty');
  });
});

describe('private keys', () => {
  test('are not in a backup unless asked for, and then encrypted', async () => {
    const folder = await backedUp('with-keys', 'a long passphrase');
    expect(readBackupManifest(folder)).toMatchObject({ value: { keys: 'encrypted' } });
    const all = filesBelow(folder, () => false).map((path) =>
      readFileSync(join(folder, path), 'latin1'),
    );
    expect(all.some((text) => text.includes('PRIVATE KEY'))).toBe(false);
    const wrong = { folder, dataDir: join(root, 'never'), passphrase: 'another passphrase' };
    expect(codeOf(await restoreBackup(wrong))).toBe('restore_passphrase');
  });

  test('come out of the box with the same passphrase only', async () => {
    const box = await lockKeys({ 'a.pem': 'secret' }, 'a long passphrase');
    expect(box).not.toContain('secret');
    expect(await unlockKeys(box, 'a long passphrase')).toEqual({ 'a.pem': 'secret' });
    expect(await unlockKeys(box, 'a long passphrasf')).toBeUndefined();
    expect(
      await unlockKeys(box.replace('"tag":"', '"tag":"A'), 'a long passphrase'),
    ).toBeUndefined();
  });

  test('a short passphrase is refused', async () => {
    const done = await backUp(server.deps, {
      by: 'adam',
      folder: join(root, 'short'),
      passphrase: 'short',
    });
    expect(codeOf(done)).toBe('backup_passphrase_short');
  });
});

function firstSegment(folder: string): string {
  return join(folder, 'records', 'parcel', 'seg-1', 'rows.bin');
}

function manifestIn(folder: string): BackupManifest {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as BackupManifest;
}

function flip(file: string): void {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(9) ^ 1, 9);
  writeFileSync(file, bytes);
}

function edit(folder: string, change: (text: string) => string): void {
  const file = join(folder, 'manifest.json');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

/** A manifest that is whole and says something else. */
function remake(folder: string, change: (was: BackupContent) => BackupContent): void {
  edit(folder, (text) => {
    const { sum: _sum, ...was } = JSON.parse(text) as BackupContent & { sum: string };
    return JSON.stringify(manifestOf(change(was)));
  });
}
