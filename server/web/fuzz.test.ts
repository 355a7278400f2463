/** Every operation asked in every wrong way: answers are problems in both languages, never a crash. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bodiesWithout,
  fuzzedOffice,
  openObjects,
  type Asked,
  type Office,
} from './fuzz.fixture.ts';

/** As not fitting the schema. */
const REFUSED = /: 422 .*"code":"schema"/;

let office: Office;

beforeAll(async () => {
  office = await fuzzedOffice();
}, 60_000);

afterAll(() => office[Symbol.asyncDispose]());

async function complaintsOfAll(asked: (path: string) => Asked): Promise<string[]> {
  const found: string[] = [];
  for (const one of office.operations) {
    found.push(...(await office.complaints(one, asked(one.path))));
  }
  return found;
}

test.each([
  '%00',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '__proto__',
  'constructor',
  '%F0%9F%92%A9',
  '%E2%80%AE',
  '%E0%A4%A',
  "'%20OR%201=1--",
  '-1',
  '9'.repeat(400),
  '1e999',
  'x'.repeat(3000),
])('in the path and in parameters: %s', async (word) => {
  const names = 'limit cursor q key unit as period for box state kind before log until'.split(' ');
  const query = names.map((name) => `${name}=${word}`).join('&');
  const asked = (path: string) => ({ path: path.replaceAll(/\{\w+\}/g, word), query });
  expect(await complaintsOfAll(asked)).toEqual([]);
});

test.each<[string, Record<string, string>]>([
  ['a version', { 'If-Match': '"__proto__"' }],
  ['a large version', { 'If-Match': `"${'9'.repeat(400)}"` }],
  ['a long key', { 'Idempotency-Key': 'k'.repeat(5000) }],
  ['a key', { 'Idempotency-Key': '__proto__' }],
  ['cookies', { Cookie: '__Host-flowmeter_session=%00%E0%A4%A; ; =;' }],
  ['a signature', { 'Flowmeter-Signature': 't=NaN,v1=zz,t=1' }],
  ['a charset', { 'Content-Type': 'application/json; charset=utf-7' }],
  ['a form', { 'Content-Type': 'multipart/form-data' }],
  ['languages', { 'Accept-Language': '*'.repeat(3000), Accept: 'text/\\' }],
])('in the headers: %s', async (_name, headers) => {
  expect(await complaintsOfAll(() => ({ headers, body: '{}' }))).toEqual([]);
});

describe('in the body', () => {
  test.each([
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '1e999',
    '{"__proto__":{"admin":true}}',
    '{"constructor":{"prototype":{"admin":true}}}',
    '{"id":{"$gt":""},"data":{"$ne":1},"flow":[]}',
    '{"title":1e400,"reason":-0,"cases":{"length":1e9},"limit":99999999999999999999}',
    '{"a":"\\ud800","title":"\\udfff\\ud800","reason":"\\u0000"}',
    `{"a":${'['.repeat(500)}${']'.repeat(500)}}`,
    '\ufeff{}',
  ])('%s', async (body) => {
    expect(await complaintsOfAll(() => ({ body }))).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('law: whatever JSON it is', async () => {
    const writes = office.operations.filter(({ schema }) => schema !== undefined);
    const values = fc.jsonValue({ maxDepth: 4 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...writes), values, async (one, value) => {
        expect(await office.complaints(one, { body: JSON.stringify(value) })).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('fields that nobody asked for', () => {
  test('no body has room for them', () => {
    const open = office.operations.flatMap(({ id, schema }) =>
      openObjects(schema).map((at) => `${id} ${at}`),
    );
    expect(open).toEqual([]);
  });

  test.each([
    ['id', '"x"'],
    ['unit', '"south"'],
    ['state', '"approved"'],
    ['status', '"active"'],
    ['actor', '"system"'],
    ['roles', '["admin"]'],
    ['__proto__', '{"admin":true}'],
    ['constructor', '{"prototype":{"admin":true}}'],
  ])('%s is refused beside what was asked for', async (name, value) => {
    const taken: string[] = [];
    for (const one of bodiesWithout(office, name)) {
      const body = JSON.stringify(office.places[one.id]?.body);
      const { status, text } = await office.ask(one, {
        body: `{"${name}":${value},${body.slice(1)}`.replace(',}', '}'),
      });
      taken.push(...[`${one.id}: ${status} ${text}`].filter((said) => !REFUSED.test(said)));
    }
    expect(taken).toEqual([]);
  });
});
