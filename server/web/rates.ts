/**
 * How often one account or one address may ask, by class of route. Each class is a bucket that fills by
 * itself; an empty one says how long to wait. Only a time is kept for each asker: when the bucket will be
 * full again (the generic cell rate algorithm).
 */
import { createLru } from '../store/lru.ts';

/** `atOnce` requests at once, and from then on so many per second. */
export interface Rate {
  atOnce: number;
  perSecond: number;
}

/**
 * `address`: everything from one address. Of one account: `read`, `write`, and `heavy`, what works through
 * much data. Of one address: `sign_in`, and `event`, what other systems send.
 */
export const standardRates = {
  address: { atOnce: 6000, perSecond: 600 },
  read: { atOnce: 600, perSecond: 60 },
  write: { atOnce: 300, perSecond: 30 },
  heavy: { atOnce: 60, perSecond: 1 },
  sign_in: { atOnce: 60, perSecond: 1 },
  event: { atOnce: 1000, perSecond: 100 },
} satisfies Record<string, Rate>;

export type RateClass = keyof typeof standardRates;
export type Rates = Readonly<Record<RateClass, Rate>>;

/** Seconds to wait; 0: go ahead, and it was counted. */
export type TakeTurn = (kind: RateClass, asker: string) => number;

/** Askers that are remembered in each class; who is forgotten has a full bucket. */
const ASKERS = 50_000;
const SECOND = 1000;
/** Requests at once for each one per second, where only the latter is set. */
const SECONDS_AT_ONCE = 10;

export const unlimited: TakeTurn = () => 0;

/** `now`: milliseconds that only go forward. */
export function createTurns(rates: Rates, now: () => number = () => performance.now()): TakeTurn {
  const buckets = new Map(
    Object.entries(rates).map(([kind, { atOnce, perSecond }]) => {
      const each = SECOND / perSecond;
      return [kind, { each, slack: each * atOnce, fullAt: createLru<number>(ASKERS) }];
    }),
  );
  return (kind, asker) => {
    const bucket = buckets.get(kind);
    if (bucket === undefined) return 0;
    const time = now();
    const next = Math.max(bucket.fullAt.get(asker) ?? 0, time) + bucket.each;
    const early = next - time - bucket.slack;
    if (early > 0) return Math.ceil(early / SECOND);
    bucket.fullAt.set(asker, next);
    return 0;
  };
}

/**
 * From `FLOWMETER_LIMITS`: nothing for the standard, `off`, or `write=100,heavy=5`: so many per second, and
 * ten times as many at once.
 *
 * @throws when it is anything else
 */
export function ratesIn(text: string | undefined): Rates | undefined {
  if (text === undefined || text === '') return standardRates;
  if (text === 'off') return undefined;
  const changed = text.split(',').map((part) => rateIn(part.trim()));
  return { ...standardRates, ...Object.fromEntries(changed) };
}

function rateIn(part: string): [string, Rate] {
  const [kind = '', figure = ''] = part.split('=');
  const perSecond = Number(figure);
  if (!Object.hasOwn(standardRates, kind) || !(perSecond > 0) || !Number.isFinite(perSecond)) {
    const known = Object.keys(standardRates).join(', ');
    throw new Error(
      `FLOWMETER_LIMITS must be off, or such as write=100,heavy=5 with ${known}; not “${part}”`,
    );
  }
  return [kind, { perSecond, atOnce: Math.max(1, Math.ceil(perSecond * SECONDS_AT_ONCE)) }];
}
