import { describe, expect, test } from 'vitest';
import { createIntent } from './command.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the key of an intent', () => {
  test('given the same input twice, then the key stays, so that it is done once', () => {
    const intent = createIntent();
    const first = intent.keyOf({ id: 'a.1', verb: 'claim' });
    expect(first).toMatch(UUID);
    expect(intent.keyOf({ id: 'a.1', verb: 'claim' })).toBe(first);
  });

  test('given another input, then it is another intent', () => {
    const intent = createIntent();
    const first = intent.keyOf({ data: { capacity: 100 } });
    expect(intent.keyOf({ data: { capacity: 200 } })).not.toBe(first);
  });

  test('given it was done, then the same input again is asked anew', () => {
    const intent = createIntent();
    const first = intent.keyOf('claim');
    intent.done();
    expect(intent.keyOf('claim')).not.toBe(first);
  });
});
