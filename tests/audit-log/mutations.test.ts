/** Whatever is done to a bundle of a real server without its key shows. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createChance } from '@flowmeter/engine/simulation/chance.ts';
import { testServer, type TestServer } from '@flowmeter/server/testing.ts';
import { bundleOf, isDetected, story, verdictOn } from './bundle.fixture.ts';
import {
  byteChanged,
  byteMoved,
  lineForeign,
  lineRepeated,
  linesDeleted,
  linesSwapped,
  truncated,
  type Mutation,
} from './mutations.fixture.ts';

/** Another one is tried by `FLOWMETER_SEED`. */
const seed = Number(process.env['FLOWMETER_SEED'] ?? 20_261_123);

let server: TestServer;
let lines: string[];
let foreign: string[];
let bytes: Buffer;

beforeAll(async () => {
  server = await testServer();
  await story(server);
  lines = await bundleOf(server);
  bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  await using other = await testServer({ start: '2026-03-03T02:00:00.000Z' });
  await story(other);
  foreign = await bundleOf(other);
});

afterAll(() => server[Symbol.asyncDispose]());

test('the bundle itself is valid, and has every type of line', () => {
  const verdict = verdictOn(lines, { keys: server.deps.keys.publicKeys() });
  expect(verdict).toMatchObject({ exit: 0, findings: [] });
  expect(Object.keys(verdict.counts).toSorted()).toEqual(
    'activation,bundle,change,checkpoint,closing,definition,entry,execution,key,record,release,result'.split(
      ',',
    ),
  );
});

describe(`of 10,200 mutations (seed ${seed}) every one is detected`, () => {
  const chance = createChance(seed);
  const kinds: [what: string, times: number, make: () => Mutation][] = [
    ['a byte is another', 6000, () => byteChanged(bytes, chance)],
    ['a byte is gone, or there is one more', 1500, () => byteMoved(bytes, chance)],
    ['it is cut off', 600, () => truncated(bytes, chance)],
    ['lines are deleted', 600, () => linesDeleted(lines, chance)],
    ['a line is repeated', 500, () => lineRepeated(lines, chance)],
    ['lines are put in another order', 500, () => linesSwapped(lines, chance)],
    ['a line is of another log', 500, () => lineForeign(lines, foreign, chance)],
  ];

  test('white space anywhere in the last line, which no digest covers', {
    timeout: 180_000,
  }, () => {
    const brought = { keys: server.deps.keys.publicKeys() };
    const first = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
    const places = Array.from({ length: bytes.length - first }, (_, at) => first + at);
    const missed = places.filter((at) => {
      const blank = Buffer.from([' ', '\r', '\t'][at % 3]!);
      const mutated = Buffer.concat([bytes.subarray(0, at), blank, bytes.subarray(at)]);
      return !isDetected(mutated, brought);
    });
    expect(places.length).toBeGreaterThan(300);
    expect(missed).toEqual([]);
  });

  test.each(kinds)('%s: %i times', { timeout: 180_000 }, (_, times, make) => {
    const brought = { keys: server.deps.keys.publicKeys() };
    const missed = Array.from({ length: times }, make).filter(
      (mutation) => !isDetected(mutation.bytes, brought),
    );
    expect(missed.map(({ how }) => how)).toEqual([]);
  });
});
