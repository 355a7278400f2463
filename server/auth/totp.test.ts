import { describe, expect, test } from 'vitest';
import { addressOfSecret, base32, codeOf, newSecret, stepAt, stepOfCode } from './totp.ts';

/** The secret of the appendices of RFC 4226 and RFC 6238. */
const secret = Buffer.from('12345678901234567890');
const second = 1000;

describe('codes', () => {
  test.each(
    [
      '755224',
      '287082',
      '359152',
      '969429',
      '338314',
      '254676',
      '287922',
      '162583',
      '399871',
      '520489',
    ].map((code, step) => [step, code] as const),
  )('RFC 4226, appendix D: count %i', (step, code) => {
    expect(codeOf(secret, step)).toBe(code);
  });

  test.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('RFC 6238, appendix B: SHA-1 at %i s', (seconds, code) => {
    expect(codeOf(secret, stepAt(seconds * second), 8)).toBe(code);
  });

  test.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('RFC 4648, section 10: base32 of %j', (text, expected) => {
    expect(base32(Buffer.from(text))).toBe(expected);
  });
});

describe('a code that somebody gives', () => {
  const ms = 1_234_567_890 * second;
  const now = stepAt(ms);

  test.each([
    ['of this moment', 0, now],
    ['of the step before', -1, now - 1],
    ['of the step after', 1, now + 1],
    ['too old', -2, undefined],
    ['too early', 2, undefined],
  ])('%s', (_, off, expected) => {
    expect(stepOfCode(secret, codeOf(secret, now + off), { ms, after: 0 })).toBe(expected);
  });

  test('counts once', () => {
    expect(stepOfCode(secret, codeOf(secret, now), { ms, after: now })).toBeUndefined();
    expect(stepOfCode(secret, codeOf(secret, now - 1), { ms, after: now })).toBeUndefined();
    expect(stepOfCode(secret, codeOf(secret, now + 1), { ms, after: now })).toBe(now + 1);
  });

  test.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('%j is none', (code) => {
    expect(stepOfCode(secret, code, { ms, after: 0 })).toBeUndefined();
  });
});

test('secrets have 160 bits and differ', () => {
  const [one, other] = [newSecret(), newSecret()];
  expect(one).toHaveLength(20);
  expect(one).not.toEqual(other);
});

test('what an app is told', () => {
  expect(addressOfSecret(secret, 'sun li')).toBe(
    'otpauth://totp/Flowmeter:sun%20li?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Flowmeter&algorithm=SHA1&digits=6&period=30',
  );
});
