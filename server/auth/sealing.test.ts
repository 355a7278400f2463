import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import { sealingIn, sealingInMemory } from './sealing.ts';

const secret = Buffer.from('twenty bytes of noise');

test('what is sealed opens for whom it was sealed, by the same key only', () => {
  const sealing = sealingInMemory();
  const sealed = sealing.seal(secret, 'dora');
  expect(sealing.open(sealed, 'dora')).toEqual(secret);
  expect(sealing.open(sealed, 'carl')).toBeUndefined();
  expect(sealingInMemory().open(sealed, 'dora')).toBeUndefined();
  expect(sealing.seal(secret, 'dora')).not.toBe(sealed);
  expect(Buffer.from(sealed, 'base64url').includes(secret)).toBe(false);
});

test.each(['', 'short', 'A'.repeat(80)])('%j opens for nobody', (text) => {
  expect(sealingInMemory().open(text, 'dora')).toBeUndefined();
});

test('the key of a folder stays, readable by its owner alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flowmeter-sealing-'));
  const keys = join(folder, 'keys');
  const sealed = sealingIn(keys).seal(secret, 'dora');
  expect(sealingIn(keys).open(sealed, 'dora')).toEqual(secret);
  expect(statSync(join(keys, 'sealing.key')).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
});

test('recovery codes are ten, differ, and are known however they are written', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  const [code = ''] = codes;
  expect(code).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
  const kept = hashOfRecoveryCode('dora', code);
  expect(hashOfRecoveryCode('dora', code.replaceAll('-', ' ').toUpperCase())).toBe(kept);
  expect(hashOfRecoveryCode('carl', code)).not.toBe(kept);
});
