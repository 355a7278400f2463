import { describe, expect, test } from 'vitest';
import { checkConnector, namesAsked } from './check-connector.ts';
import type { ConnectorDefinition } from './connector.ts';
import { pack } from './diff.fixture.ts';
import type { Definition } from './kinds.ts';
import { withDefinition } from './pack.ts';
import { parseDefinition } from './parse.ts';

const name = { zh: '名', en: 'name' };

const webhook = {
  kind: 'connector',
  type: 'webhook',
  id: 'meters',
  name,
  url: 'https://meters.example/hook',
  event_type: 'cn.example.meter.ordered',
  secret: 'METERS',
};
const mail = {
  kind: 'connector',
  type: 'mail',
  id: 'letter',
  name,
  to: { post: 'clerk' },
  subject: { zh: '案件 {case_id}', en: 'Case {case_id}' },
  text: { zh: '容量 {capacity}', en: 'Capacity {capacity}' },
};
const incoming = {
  kind: 'connector',
  type: 'incoming',
  id: 'readings',
  name,
  source: 'https://meters.example',
  event_type: 'cn.example.meter.installed',
  secret: 'METERS',
  message: { name: 'installed', key: ['order', 'number'] },
  takes: [{ fact: 'capacity', path: ['capacity'] }],
};

/** Problems of form, or, where it has its form, of meaning. */
function found(json: object): string[] {
  const parsed = parseDefinition(json);
  const problems = parsed.ok
    ? checkConnector(parsed.value as ConnectorDefinition, withNeighbour(parsed.value))
    : parsed.problems;
  return problems.map(({ at, code }) => `${at}: ${code}`);
}

function withNeighbour(definition: Definition) {
  const other = { ...incoming, id: 'other', event_type: 'other', takes: undefined };
  const neighbour = parseDefinition(JSON.parse(JSON.stringify(other)));
  return withDefinition(
    withDefinition(pack, (neighbour as { value: Definition }).value),
    definition,
  );
}

describe('a connector', () => {
  test.each<[string, object]>([
    ['a webhook', webhook],
    ['this machine without TLS', { ...webhook, url: 'http://127.0.0.1:8080/hook' }],
    ['a webhook whose answer is used', { ...webhook, takes: incoming.takes }],
    ['a mail to a post', mail],
    ['a mail to addresses', { ...mail, to: { addresses: ['a@example.cn'] } }],
    ['an event that goes to a message', incoming],
    ['an event that opens a case', { ...incoming, opens: { flow: 'supply', unit: 'hq' } }],
  ])('%s', (_what, json) => {
    expect(found(json)).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['another type', { ...webhook, type: 'ftp' }, '/type: schema'],
    ['no TLS', { ...webhook, url: 'http://meters.example' }, '/url: target_not_secure'],
    [
      'no TLS to a like name',
      { ...webhook, url: 'http://127.0.0.1.example' },
      '/url: target_not_secure',
    ],
    ['a file', { ...webhook, url: 'file:///etc/passwd' }, '/url: schema'],
    ['what is no address', { ...webhook, url: 'meters.example' }, '/url: schema'],
    [
      'a password in the address',
      { ...webhook, url: 'https://u:p@x.example' },
      '/url: target_with_secret',
    ],
    ['a fragment', { ...webhook, url: 'https://x.example/#a' }, '/url: target_with_secret'],
    ['a secret in the definition', { ...webhook, secret: 's3cr3t!' }, '/secret: schema'],
    ['a field of another type', { ...webhook, source: 'x' }, ': schema'],
    ['too many tries', { ...webhook, tries: 21 }, '/tries: schema'],
    [
      'a fact that is not declared',
      { ...webhook, takes: [{ fact: 'colour', path: ['a'] }] },
      '/takes/0/fact: unknown_reference',
    ],
    [
      'a fact taken twice',
      { ...webhook, takes: [...incoming.takes, ...incoming.takes] },
      '/takes/1/fact: duplicate_id',
    ],
    ['no path', { ...webhook, takes: [{ fact: 'capacity', path: [] }] }, '/takes/0/path: schema'],
    ['nobody', { ...mail, to: {} }, '/to: mail_to_nobody'],
    ['an unknown post', { ...mail, to: { post: 'king' } }, '/to/post: unknown_reference'],
    ['no address', { ...mail, to: { addresses: ['a@b@c'] } }, '/to/addresses/0: schema'],
    [
      'a header smuggled in',
      { ...mail, to: { addresses: ['a@example.cn\r\nBcc: b@example.cn'] } },
      '/to/addresses/0: schema',
    ],
    [
      'an unknown fact in one language',
      { ...mail, text: { zh: '{capacity}', en: '{colour}' } },
      '/text/en: unknown_reference',
    ],
    ['no use', { ...incoming, message: undefined }, '/message: event_without_use'],
    [
      'an unknown flow',
      { ...incoming, opens: { flow: 'x', unit: 'hq' } },
      '/opens/flow: unknown_reference',
    ],
    [
      'an unknown unit',
      { ...incoming, opens: { flow: 'supply', unit: 'x' } },
      '/opens/unit: unknown_reference',
    ],
    ['a second secret', { ...incoming, secret: 'OTHER' }, '/secret: source_with_two_secrets'],
    ['a second hearer', { ...incoming, event_type: 'other' }, '/event_type: event_heard_twice'],
  ])('%s', (_what, json, problem) => {
    expect(found(JSON.parse(JSON.stringify(json)))).toContain(problem);
  });
});

test.each([
  ['plain', []],
  ['{a} and {b_2}', ['a', 'b_2']],
  ['{a b} {} {{c}}', ['c']],
])('%s asks for %j', (template, names) => {
  expect(namesAsked(template)).toEqual(names);
});
