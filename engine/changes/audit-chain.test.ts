import { describe, expect, test } from 'vitest';
import { chainStart, follows, nextEntry, type AuditEntry, type AuditEvent } from './audit-chain.ts';

const event: AuditEvent = {
  at: '2026-03-02T01:00:00.000Z',
  actor: 'olga',
  role: 'owner',
  action: 'change.proposed',
  object: 'c1',
  allowed: true,
  details: { title: '提速', hash: 'ab' },
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
    expect(first.hash).toBe('43f9ee396659aeaf366b10511882204f711660271f1c8c9a494524c78606f21d');
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
    ['previous_hash', { ...second, previous_hash: chainStart }],
    ['hash', { ...second, hash: first.hash }],
  ])('another %s does not follow', (_, entry) => {
    expect(follows(entry, first)).toBe(false);
  });

  test('an entry does not follow any other', () => {
    const third = nextEntry(event, second);
    expect(follows(third, first)).toBe(false);
    expect(follows(second, undefined)).toBe(false);
  });

  test('details without a value are as if they were not there', () => {
    const bare = nextEntry({ ...event, details: { hash: 'ab', reason: undefined } }, undefined);
    expect(bare.details).toEqual({ hash: 'ab' });
    expect(follows(JSON.parse(JSON.stringify(bare)) as AuditEntry, undefined)).toBe(true);
  });
});
