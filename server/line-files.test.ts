import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { waitingIn } from './line-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('what waits is read again as often as wanted, and leaves nothing behind', () => {
  const long = '长'.repeat(300_000);
  const all = [{ a: 1 }, { a: long }, { a: 'two\nlines' }];
  {
    using waiting = waitingIn<object>(folder, 'w');
    for (const one of all) waiting.add(one);
    expect(waiting.count).toBe(3);
    expect([...waiting]).toEqual(all);
    waiting.add({ a: 2 });
    expect([...waiting]).toEqual([...all, { a: 2 }]);
  }
  expect(readdirSync(folder)).toEqual([]);
});

test('nobody else’s file is taken', () => {
  using _ = waitingIn(folder, 'w');
  expect(() => waitingIn(folder, 'w')).toThrow('EEXIST');
});
