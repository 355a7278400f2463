import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyIdOf, signedText, type Signature } from '@flowmeter/engine/audit-log/signature.ts';
import { failed, ok, problem } from '@flowmeter/engine/problem.ts';
import { folderOfKeys, keysInMemory } from './key-files.ts';
import { openKeys, type Rotation } from './keys.ts';

const now = '2026-03-02T01:00:00.000Z';
const payload = { change: 'c1', decision: 'approve' };

describe('a signature', () => {
  const keys = openKeys(keysInMemory(), now);
  const signature = keys.sign('approval', payload);
  const stranger = openKeys(keysInMemory(), now);
  const key = keys.publicKeys()[0]!;

  test('holds for what was signed, however its keys are ordered', () => {
    expect(keys.verify('approval', { decision: 'approve', change: 'c1' }, signature)).toBe(true);
    expect(signature).toEqual({ algorithm: 'ed25519', key: key.id, value: expect.any(String) });
    expect(key).toMatchObject({ id: keyIdOf(key.public_key), since: now });
  });

  test('is of the prefixed canonical payload', () => {
    expect(signedText('approval', payload)).toBe(
      'flowmeter/approval/v1\0{"change":"c1","decision":"approve"}',
    );
  });

  test.each<[what: string, other: Partial<Signature>]>([
    ['value', { value: `A${signature.value.slice(1)}`.replace(/^AA/, 'BA') }],
    ['length', { value: signature.value.slice(0, -1) }],
    ['spelling', { value: `${signature.value}=` }],
    ['key', { key: stranger.publicKeys()[0]!.id }],
    ['algorithm', { algorithm: 'none' as never }],
  ])('with another %s does not hold', (_, other) => {
    expect(keys.verify('approval', payload, { ...signature, ...other })).toBe(false);
  });

  test('does not hold for another purpose, payload or keyring', () => {
    expect(keys.verify('release', payload, signature)).toBe(false);
    expect(keys.verify('approval', { ...payload, change: 'c2' }, signature)).toBe(false);
    expect(stranger.verify('approval', payload, signature)).toBe(false);
  });
});

describe('a key that hands over', () => {
  test('signs that it does; what it signed holds on', async () => {
    const files = keysInMemory();
    const keys = openKeys(files, now);
    const before = keys.sign('approval', payload);
    const told: Rotation[] = [];
    await keys.rotate('2026-04-01T00:00:00.000Z', async (rotation) => ok(told.push(rotation)));
    const after = keys.sign('approval', payload);
    const [{ from, next, signature }] = told as [Rotation];
    expect([from, next.id]).toEqual([before.key, after.key]);
    expect(signature.key).toBe(before.key);
    for (const ring of [keys, openKeys(files, now)]) {
      expect(ring.verify('rotation', { from, next }, signature)).toBe(true);
      expect(ring.verify('approval', payload, before)).toBe(true);
      expect(ring.verify('approval', payload, after)).toBe(true);
    }
  });

  test('stays the one that signs when it cannot be told', async () => {
    const keys = openKeys(keysInMemory(), now);
    const before = keys.publicKeys();
    const done = await keys.rotate(now, async () => failed(problem('read_only')));
    expect(done.ok).toBe(false);
    expect(keys.publicKeys()).toEqual(before);
    expect(keys.sign('approval', payload).key).toBe(before[0]?.id);
  });
});

describe('a server that stopped while a key took over', () => {
  test('goes on with the key of which the log tells', async () => {
    const files = keysInMemory();
    const keys = openKeys(files, now);
    const before = files.known();
    let told: Rotation | undefined;
    await keys.rotate(now, async (rotation) => ok((told = rotation)));
    files.saveKnown(before);
    const again = openKeys(files, now);
    again.settle(told!.next);
    again.settle(told!.next);
    expect(again.publicKeys()).toEqual(keys.publicKeys());
    expect(again.sign('approval', payload).key).toBe(told!.next.id);
  });
});

describe('keys in a folder', () => {
  let data = '';
  beforeAll(() => {
    data = mkdtempSync(join(tmpdir(), 'flowmeter-keys-'));
  });
  afterAll(() => rmSync(data, { recursive: true }));

  test('are made once, and private ones are read by their owner alone', () => {
    const folder = join(data, 'keys');
    const first = openKeys(folderOfKeys(folder), now);
    const second = openKeys(folderOfKeys(folder), '2027-01-01T00:00:00.000Z');
    expect(second.publicKeys()).toEqual(first.publicKeys());
    expect(second.verify('release', payload, first.sign('release', payload))).toBe(true);
    const pem = join(folder, readdirSync(folder).find((name) => name.endsWith('.pem'))!);
    expect(statSync(pem).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'public.json'), 'utf8')).not.toContain('PRIVATE');
  });

  test('are not made anew when the private one is gone', () => {
    const folder = join(data, 'lost');
    openKeys(folderOfKeys(folder), now);
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.pem'))) {
      rmSync(join(folder, name));
    }
    expect(() => openKeys(folderOfKeys(folder), now)).toThrow('private key');
  });
});
