/** Time-ordered ids: what is made later sorts later, so rows of one time stand together. */
import { randomInt } from 'node:crypto';
import type { Clock } from './clock.ts';

/** Crockford's digits, lower case: no i, l, o, u. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_DIGITS = 9;
const RANDOM_DIGITS = 9;
const HALF = 32 ** 5;

export type NewId = () => string;
/** A whole number from 0 up to, not including, `below`. */
export type Random = (below: number) => number;

/**
 * 18 digits of base 32: 45 bits of milliseconds (until the year 3084), 45 random bits. Within one
 * millisecond the random part counts up, so ids of one source never go back.
 */
export function createIds(clock: Clock, random: Random = (below) => randomInt(below)): NewId {
  let time = -1;
  let high = 0;
  let low = 0;
  return () => {
    const now = clock();
    if (now > time) {
      time = now;
      high = random(HALF / 64);
      low = random(HALF);
    } else if (++low === HALF) {
      low = 0;
      high += 1;
    }
    return encode(time, TIME_DIGITS) + encode(high, RANDOM_DIGITS - 5) + encode(low, 5);
  };
}

function encode(value: number, length: number): string {
  let rest = value;
  let text = '';
  for (let index = 0; index < length; index++) {
    text = DIGITS[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
