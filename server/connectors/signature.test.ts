import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binaryContent, isSigned, sign } from './signature.ts';

const now = Date.parse('2026-03-02T01:00:00.000Z');
const t = now / 1000;
const body = '{"specversion":"1.0","id":"1"}';
/** Made with: printf '%s' '1772413200.{"specversion":"1.0","id":"1"}' | openssl dgst -sha256 -hmac swordfish */
const vector = '916a3d531a333e9fd69ba01ef45bf22002123fc03fa848212ef49e27f461dc75';

test('a signature is what any other program computes', () => {
  expect(sign(body, ['swordfish'], now)).toBe(`t=1772413200,v1=${vector}`);
  expect(isSigned(`t=1772413200,v1=${vector}`, body, ['swordfish'], now)).toBe(true);
});

const good = sign(body, ['swordfish'], now);
const hex = good.slice(-64);

describe('a signature', () => {
  test.each<[string, string | undefined, string, string[], number]>([
    ['just made', good, body, ['swordfish'], now],
    ['five minutes old', good, body, ['swordfish'], now + 300_000],
    ['of a clock five minutes ahead', good, body, ['swordfish'], now - 300_000],
    ['with the secret before', good, body, ['new', 'swordfish'], now],
    [
      'beside one of another secret',
      `t=${t},v1=${'0'.repeat(64)},v1=${hex}`,
      body,
      ['swordfish'],
      now,
    ],
  ])('%s holds', (_what, header, content, secrets, at) => {
    expect(isSigned(header, content, secrets, at)).toBe(true);
  });

  test.each<[string, string | undefined, string, string[], number]>([
    ['that is missing', undefined, body, ['swordfish'], now],
    ['that is empty', '', body, ['swordfish'], now],
    ['older than five minutes', good, body, ['swordfish'], now + 300_001],
    ['of a clock too far ahead', good, body, ['swordfish'], now - 300_001],
    ['of other content', good, `${body} `, ['swordfish'], now],
    ['with another secret', good, body, ['sword'], now],
    ['without any secret', good, body, [], now],
    ['with another time', good.replace(`t=${t}`, `t=${t + 1}`), body, ['swordfish'], now],
    ['cut short', good.slice(0, -1), body, ['swordfish'], now],
    ['in capitals', good.toUpperCase(), body, ['swordfish'], now],
    ['of an unknown version', good.replace('v1', 'v2'), body, ['swordfish'], now],
    ['with a time that is no number', good.replace(String(t), '1e9'), body, ['swordfish'], now],
    [
      'behind five others',
      `t=${t}${`,v1=${'0'.repeat(64)}`.repeat(5)},v1=${hex}`,
      body,
      ['swordfish'],
      now,
    ],
    [
      'of a hundred thousand characters',
      `t=${t},v1=${'a'.repeat(100_000)}`,
      body,
      ['swordfish'],
      now,
    ],
  ])('%s does not', (_what, header, content, secrets, at) => {
    expect(isSigned(header, content, secrets, at)).toBe(false);
  });

  test('holds for its own content and no other', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (one, other, secret) => {
        const header = sign(one, [secret], now);
        expect(isSigned(header, one, [secret], now)).toBe(true);
        expect(isSigned(header, other, [secret], now)).toBe(one === other);
      }),
    );
  });
});

test('in binary mode the attributes are signed, by name', () => {
  const attributes = new Map([
    ['ce-type', 'a'],
    ['ce-id', '1'],
    ['ce-id2', '2'],
  ]);
  expect(binaryContent(attributes, '{}')).toBe('ce-id:1\nce-id2:2\nce-type:a\n\n{}');
});
