/** A pack whose flow has a step of every kind: it is sound, its examples hold, and nothing is left out. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { find } from '@flowmeter/engine/definition/pack.ts';
import { stepKinds } from '@flowmeter/engine/steps/registry.ts';
import { test as command } from '@flowmeter/server/commands/test.ts';
import { loadPack } from '@flowmeter/server/pack-files.ts';

const folder = fileURLToPath(new URL('every-kind', import.meta.url));

test('`flowmeter test` finds nothing wrong with it', async () => {
  const lines: string[] = [];
  const out = (line: string) => void lines.push(line);
  const terminal = { out, err: out, language: 'en', environment: {} } as const;
  await command.run({ words: [folder], options: {} }, terminal);
  expect(lines).toEqual(['17 passed, 0 failed']);
});

test('it has a step of every kind', async () => {
  const { pack } = await loadPack(folder);
  const { steps = {} } = { ...find(pack, 'flow', 'loan') };
  expect(new Set(Object.values(steps).map(({ kind }) => kind))).toEqual(
    new Set(Object.keys(stepKinds)),
  );
});
