import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

const quick = { memory: 8, passes: 1 };

test('a password fits its hash and no other does', async () => {
  const stored = await hashPassword('密码 correct horse', quick);
  expect(await verifyPassword('密码 correct horse', stored)).toBe(true);
  expect(await verifyPassword('密码 correct horses', stored)).toBe(false);
  expect(await verifyPassword('', stored)).toBe(false);
});

test('two hashes of one password differ, and tell their cost', async () => {
  const [one, other] = await Promise.all([hashPassword('x', quick), hashPassword('x', quick)]);
  expect(one).not.toBe(other);
  expect(one).toMatch(/^argon2id\$m=8,t=1,p=1\$[\w-]{22}\$[\w-]{43}$/);
});

test('a character written in two ways is one password', async () => {
  const stored = await hashPassword('\u00e9', quick);
  expect(await verifyPassword('e\u0301', stored)).toBe(true);
});

test.each(['', 'plain', 'argon2id$m=8,t=1,p=1$$', 'bcrypt$x', 'argon2id$m=x,t=1,p=1$AA$AA'])(
  'stored text %j fits nothing',
  async (stored) => {
    expect(await verifyPassword('', stored)).toBe(false);
    expect(await verifyPassword('plain', stored)).toBe(false);
  },
);
