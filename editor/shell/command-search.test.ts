import { expect, test } from 'vitest';
import { matches } from './command-search.ts';

test.each([
  ['nothing asked finds everything', '工作台', '', true],
  ['part of a word', 'Imported logs', 'log', true],
  ['whatever the case', 'Audit log', 'AUDIT', true],
  ['words in any order', '高压新装 High-voltage new connection', 'connection 高压', true],
  ['one word missing', 'Audit log', 'audit flow', false],
])('%s', (_title, text, q, found) => {
  expect(matches(text, q)).toBe(found);
});
