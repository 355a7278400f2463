/** When something that could not be done is tried again: ever later, and not everything at once. */

/** From 0 up to, not including, 1. */
export type Chance = () => number;

const FIRST_MS = 5000;
const FACTOR = 4;
const LONGEST_MS = 3_600_000;
/** What a target asks for is followed up to this. */
const LONGEST_ASKED_MS = 24 * LONGEST_MS;

/**
 * Milliseconds to wait after try number `tries` (1, 2, 3 …): 5 s, 20 s, 80 s … at most an hour, half of
 * it by chance, and no less than the target asked for.
 */
export function backoff(tries: number, chance: Chance, askedMs = 0): number {
  const whole = Math.min(FIRST_MS * FACTOR ** (tries - 1), LONGEST_MS);
  const own = Math.round(whole / 2 + (chance() * whole) / 2);
  return Math.max(own, Math.min(askedMs, LONGEST_ASKED_MS));
}

/** Milliseconds that a `Retry-After` asks for: seconds, or a date (RFC 9110, 10.2.3). */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const date = header.endsWith(' GMT') ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
