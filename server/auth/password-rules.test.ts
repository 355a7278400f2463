import { expect, test } from 'vitest';
import { passwordProblem } from './password-rules.ts';

test.each([
  'correct horse battery',
  'a long enough one',
  '山有木兮木有枝心悦君兮君不知',
  'Kx7$wq-Zt9!mB2',
  'my dog eats 3 shoes',
  'winter in jiangzhou 2026',
])('%j may be one', (password) => {
  expect(passwordProblem(password, 'sunli')).toBeUndefined();
});

test.each([
  ['', 'password_short'],
  ['short', 'password_short'],
  ['eleven char', 'password_short'],
  ['🐎🐎🐎🐎🐎🐎🐎🐎🐎🐎🐎', 'password_short'],
  ['x'.repeat(201), 'password_long'],
  ['aaaaaaaaaaaa', 'password_common'],
  ['abcabcabcabc', 'password_common'],
  ['123456789012', 'password_common'],
  ['1234567890123', 'password_common'],
  ['098765432109', 'password_common'],
  ['password1234', 'password_common'],
  ['Password2026!', 'password_common'],
  ['P@ssw0rd12345', 'password_common'],
  ['passwordpassword', 'password_common'],
  ['qwertyuiop123', 'password_common'],
  ['1q2w3e4r5t6y', 'password_common'],
  ['qazwsxedcrfv', 'password_common'],
  ['abcdefghijklm', 'password_common'],
  ['iloveyou2024', 'password_common'],
  ['woaini1314520', 'password_common'],
  ['admin-admin-2026', 'password_common'],
  ['sunli-sunli-2026', 'password_common'],
  ['Welcome12345!!', 'password_common'],
  ['!@#$%^&*()_+', 'password_common'],
])('%j may not: %s', (password, code) => {
  expect(passwordProblem(password, 'sunli')?.code).toBe(code);
});

test('what counts is how many characters one sees, however they are written', () => {
  expect(passwordProblem('e\u0301'.repeat(6), 'x')?.code).toBe('password_short');
});
