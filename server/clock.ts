/** Time comes from outside: the process's clock in production, a virtual one in tests and seeds. */
import type { Instant } from '@flowmeter/engine/case/state.ts';

/** Epoch milliseconds. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** Many requests fall into one millisecond; it is written once. */
let written = { ms: Number.NaN, instant: '' };

export function instantOf(clock: Clock): Instant {
  const ms = clock();
  if (written.ms !== ms) written = { ms, instant: new Date(ms).toISOString() };
  return written.instant;
}

/** A time that somebody wrote with an offset, as instants are stored: then texts compare as times do. */
export function instantIn(text: string | undefined): Instant | undefined {
  return text === undefined ? undefined : new Date(text).toISOString();
}

export interface VirtualClock {
  clock: Clock;
  advance(ms: number): void;
  set(to: Instant | number): void;
}

/** A clock that stands still until it is moved. */
export function virtualClock(start: Instant | number): VirtualClock {
  let now = new Date(start).getTime();
  return {
    clock: () => now,
    advance: (ms) => {
      now += ms;
    },
    set: (to) => {
      now = new Date(to).getTime();
    },
  };
}
