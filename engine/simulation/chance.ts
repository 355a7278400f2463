/** Seeded chance: the same seed tells the same story. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  below(n: number): number;
  /** Evenly between two numbers. */
  between(low: number, high: number): number;
  /** True with this probability. */
  happens(probability: number): boolean;
  /** Undefined only of an empty list. */
  pick<T>(from: readonly T[]): T | undefined;
}

/** Mulberry32: 32 bits of state, good enough for stories. */
export function createChance(seed: number): Chance {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    next,
    below,
    between: (low, high) => low + next() * (high - low),
    happens: (probability) => next() < probability,
    pick: (from) => from[below(from.length)],
  };
}
