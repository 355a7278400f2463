import { describe, expect, test } from 'vitest';
import {
  chainStart,
  follows,
  hashOfEntry,
  nextEntry,
  type AuditEntry,
  type AuditEvent,
} from './chain.ts';

const event: AuditEvent = {
  at: '2026-03-02T01:00:00.000Z',
  actor: 'olga',
  role: 'owner',
  action: 'change.proposed',
  object: 'c1',
  allowed: true,
  details: { title: '提速', hash: 'ab' },
  unit: 'city',
  session: 's1',
  request: 'r1',
  reason: 'faster',
  before: 'aa',
  after: 'ab',
  policy: 'p1',
  build: 'b1',
};

const first = nextEntry(event, undefined);
const second = nextEntry({ ...event, actor: 'anna' }, first);

describe('a chain of entries', () => {
  test('each follows the one before', () => {
    expect(first.previous_hash).toBe(chainStart);
    expect(follows(first, undefined)).toBe(true);
    expect(follows(second, first)).toBe(true);
    expect(second.seq).toBe(2);
  });

  test('the hash is of the prefixed canonical entry', () => {
    expect(first.hash).toBe('493da163b29a3bf86337295052b198d528e951b99d0886feaf01086667e9414d');
  });

  test.each<[what: string, entry: AuditEntry]>([
    ['seq', { ...second, seq: 3 }],
    ['at', { ...second, at: '2026-03-02T01:00:00.001Z' }],
    ['actor', { ...second, actor: 'olga' }],
    ['role', { ...second, role: 'auditor' }],
    ['action', { ...second, action: 'change.returned' }],
    ['object', { ...second, object: 'c2' }],
    ['allowed', { ...second, allowed: false }],
    ['details', { ...second, details: { ...second.details, title: '提速。' } }],
    ['unit', { ...second, unit: 'county' }],
    ['session', { ...second, session: 's2' }],
    ['request', { ...second, request: 'r2' }],
    ['reason', { ...second, reason: '' }],
    ['before', { ...second, before: 'ab' }],
    ['after', { ...second, after: 'aa' }],
    ['policy', { ...second, policy: 'p2' }],
    ['build', { ...second, build: 'b2' }],
    ['previous_hash', { ...second, previous_hash: chainStart }],
    ['hash', { ...second, hash: first.hash }],
  ])('another %s does not follow', (_, entry) => {
    expect(follows(entry, first)).toBe(false);
  });

  test('a field that is taken out or put in does not follow', () => {
    const { session: _, ...less } = second;
    const { version: __, ...older } = second;
    expect(follows(less, first)).toBe(false);
    expect(follows(older, first)).toBe(false);
    expect(follows({ ...second, more: true } as AuditEntry, first)).toBe(false);
  });

  test('an entry does not follow any other', () => {
    const third = nextEntry(event, second);
    expect(follows(third, first)).toBe(false);
    expect(follows(second, undefined)).toBe(false);
  });

  test('what has no value is as if it were not there', () => {
    const given = { ...event, session: undefined, details: { hash: 'ab', reason: undefined } };
    const bare = nextEntry(given, undefined);
    expect(bare.details).toEqual({ hash: 'ab' });
    expect(Object.keys(bare)).not.toContain('session');
    expect(follows(JSON.parse(JSON.stringify(bare)) as AuditEntry, undefined)).toBe(true);
  });
});

describe('entries of the first way', () => {
  const { at, actor, role, action, object, allowed, details } = event;
  const old = {
    seq: 1,
    at,
    actor,
    role,
    action,
    object,
    allowed,
    details,
    previous_hash: chainStart,
    hash: '43f9ee396659aeaf366b10511882204f711660271f1c8c9a494524c78606f21d',
  };

  test('still are what was written, and are followed by those of now', () => {
    const { hash, ...rest } = old;
    expect(hashOfEntry(rest)).toBe(hash);
    expect(follows(old, undefined)).toBe(true);
    expect(follows(nextEntry(event, old), old)).toBe(true);
  });
});
