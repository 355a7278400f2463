/** What may happen to a bundle's bytes without a key: every one of these makes other bytes of it. */
import type { Chance } from '@flowmeter/engine/simulation/chance.ts';

/** Bytes or lines of a bundle, mutated; the name says how. */
export interface Mutation {
  how: string;
  bytes: Buffer;
}

/** One byte is another. */
export function byteChanged(bytes: Buffer, chance: Chance): Mutation {
  const at = chance.below(bytes.length);
  const by = 1 + chance.below(255);
  const mutated = Buffer.from(bytes);
  mutated[at] = (bytes[at] ?? 0) ^ by;
  return { how: `byte ${at} xor ${by}`, bytes: mutated };
}

/** A byte is taken out, or put in. */
export function byteMoved(bytes: Buffer, chance: Chance): Mutation {
  const at = chance.below(bytes.length);
  const isOut = chance.happens(0.5);
  const put = Buffer.from([chance.below(256)]);
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
  const mutated = Buffer.concat(isOut ? [head, tail.subarray(1)] : [head, put, tail]);
  return { how: `byte ${at} ${isOut ? 'out' : 'in'}`, bytes: mutated };
}

export function truncated(bytes: Buffer, chance: Chance): Mutation {
  const length = chance.below(bytes.length);
  return { how: `cut to ${length}`, bytes: bytes.subarray(0, length) };
}

/** Some lines that follow one another are not there. */
export function linesDeleted(lines: readonly string[], chance: Chance): Mutation {
  const at = chance.below(lines.length);
  const count = 1 + chance.below(Math.min(5, lines.length - at));
  return whole(`lines ${at}+${count} out`, lines.toSpliced(at, count));
}

export function lineRepeated(lines: readonly string[], chance: Chance): Mutation {
  const [at, to] = [chance.below(lines.length), chance.below(lines.length + 1)];
  return whole(`line ${at} again at ${to}`, lines.toSpliced(to, 0, lines[at] ?? ''));
}

/** Two lines change places. */
export function linesSwapped(lines: readonly string[], chance: Chance): Mutation {
  const at = chance.below(lines.length);
  const others = [...lines.keys()].filter((one) => lines[one] !== lines[at]);
  const other = chance.pick(others) ?? 0;
  const swapped = lines.with(at, lines[other] ?? '').with(other, lines[at] ?? '');
  return whole(`lines ${at} and ${other} swapped`, swapped);
}

/** A line of another log in the place of one. */
export function lineForeign(
  lines: readonly string[],
  foreign: readonly string[],
  chance: Chance,
): Mutation {
  const strange = foreign.filter((line) => !lines.includes(line));
  const at = chance.below(lines.length);
  return whole(`line ${at} of another`, lines.with(at, chance.pick(strange) ?? ''));
}

function whole(how: string, lines: readonly string[]): Mutation {
  return { how, bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')) };
}
