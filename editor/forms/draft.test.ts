import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { forgetDraft, keepDraft, readDraft } from './draft.ts';

function memory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

beforeEach(() => vi.stubGlobal('sessionStorage', memory()));
afterEach(() => vi.unstubAllGlobals());

describe('a half-filled form', () => {
  test('comes back as it was, until it is sent', () => {
    keepDraft('c.1', { capacity: 630, urgent: false, note: '' });
    expect(readDraft('c.1', ['capacity', 'urgent', 'note'])).toEqual({
      capacity: 630,
      urgent: false,
      note: '',
    });
    forgetDraft('c.1');
    expect(readDraft('c.1', ['capacity'])).toEqual({});
  });

  test('gives only the facts that the form has now', () => {
    keepDraft('c.1', { capacity: 630, gone: 'x' });
    expect(readDraft('c.1', ['capacity'])).toEqual({ capacity: 630 });
  });

  test.each([
    ['no JSON', '{'],
    ['a list', '[1]'],
    ['nothing', 'null'],
    ['values of no fact', '{"capacity":{"x":1}}'],
    ['a hostile key', '{"__proto__":{"capacity":1}}'],
  ])('given %s in the store, then there is no draft', (_title, text) => {
    sessionStorage.setItem('flowmeter.form.c.1', text);
    expect(readDraft('c.1', ['capacity'])).toEqual({});
  });

  test('a full store does not break the form', () => {
    vi.stubGlobal('sessionStorage', {
      ...memory(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    expect(() => keepDraft('c.1', { capacity: 1 })).not.toThrow();
  });
});
