import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import wabt from 'wabt';
import { kernelBytes } from './kernel.ts';

test('the bytes of the kernel are its text', async () => {
  const text = readFileSync(new URL('kernel.wat', import.meta.url), 'utf8');
  const translator = await wabt();
  const { buffer } = translator.parseWat('kernel.wat', text, { simd: true }).toBinary({});
  expect(Buffer.from(kernelBytes).toString('base64')).toBe(Buffer.from(buffer).toString('base64'));
});
