/**
 * What an event log says about a process, case by case: how many, in which variants, how long, and where
 * they wait. Nothing of a case is kept but its duration and its variant.
 */

/** One case's events; a trace of an XES log is one. `at` is epoch milliseconds. */
export interface LoggedCase {
  readonly events: readonly { readonly activity: string; readonly at: number }[];
}

export interface ActivityCount {
  activity: string;
  count: number;
}

/** A variant: the activities of a case in order. */
export interface VariantCount {
  activities: string[];
  count: number;
}

/** The time between two activities of which one directly follows the other, over all cases. */
export interface Wait {
  from: string;
  to: string;
  count: number;
  totalSeconds: number;
}

/**
 * Seconds are exact, not rounded (`wholeSeconds` rounds). Lists are largest first, those of one size in
 * the order in which they appeared.
 */
export interface ActivitySummary {
  cases: number;
  events: number;
  /** Every activity with its number of events. */
  activities: ActivityCount[];
  /** How many variants there are, and the most frequent of them. */
  variants: number;
  topVariants: VariantCount[];
  /** From a case's first event to its last; undefined when no case has an event. */
  medianSeconds: number | undefined;
  meanSeconds: number | undefined;
  /** The pairs with the longest time in total. */
  topWaits: Wait[];
  /** Cases whose events stood in the log in another order than that of their times. */
  reordered: number;
}

export interface ActivityLog {
  add(logged: LoggedCase): void;
  /** So far; more cases may be added afterwards. */
  summary(top?: { variants?: number; waits?: number }): ActivitySummary;
}

/**
 * Events are taken in the order of their times, those of one moment in the order of the log, so that no
 * wait is negative. (The reference figures this is tested against do not tell: their logs are in order.)
 * A case without events counts as a case with the empty variant and has no duration. The median of an
 * even number of cases is the mean of the middle two.
 */
export function createActivityLog(): ActivityLog {
  const tally: Tally = {
    cases: 0,
    events: 0,
    reordered: 0,
    activities: new Map(),
    variants: new Map(),
    waits: new Map(),
    durations: [],
  };
  return {
    add: (logged) => addCase(tally, logged),
    summary: (top = {}) => summarise(tally, top.variants ?? 5, top.waits ?? 5),
  };
}

/** To whole seconds, halves to the even neighbour, as IEEE 754 and the reference figures do. */
export function wholeSeconds(seconds: number): number {
  const floor = Math.floor(seconds);
  if (seconds - floor !== 0.5) return Math.round(seconds);
  return floor % 2 === 0 ? floor : floor + 1;
}

interface Tally {
  cases: number;
  events: number;
  reordered: number;
  readonly activities: Map<string, NumberedActivity>;
  /** By the numbers of the activities, with commas between. */
  readonly variants: Map<string, VariantCount>;
  /** By `from * PAIR + to`, of the activities' numbers; in milliseconds. */
  readonly waits: Map<number, { from: string; to: string; count: number; total: number }>;
  /** Milliseconds, one for each case that has events. */
  readonly durations: number[];
}

/** Activities are numbered from 0 as they appear. */
interface NumberedActivity extends ActivityCount {
  number: number;
}

/** More activities than memory holds, and few enough that a pair is an exact number. */
const PAIR = 2 ** 26;

function addCase(tally: Tally, logged: LoggedCase): void {
  const events = inTimeOrder(logged.events);
  const activities = events.map(({ activity }) => countActivity(tally, activity));
  const numbers = activities.map(({ number }) => number).join(',');
  const variant = tally.variants.get(numbers);
  if (variant !== undefined) variant.count++;
  else tally.variants.set(numbers, { activities: activities.map((one) => one.activity), count: 1 });
  addWaits(tally, events, activities);
  tally.cases++;
  tally.events += events.length;
  if (events !== logged.events) tally.reordered++;
}

/** The same array if it is in order already. */
function inTimeOrder(events: LoggedCase['events']): LoggedCase['events'] {
  let last = -Infinity;
  for (const { at } of events) {
    if (at < last) return events.toSorted((a, b) => a.at - b.at);
    last = at;
  }
  return events;
}

function countActivity(tally: Tally, activity: string): NumberedActivity {
  const known = tally.activities.get(activity);
  if (known !== undefined) {
    known.count++;
    return known;
  }
  const added = { activity, count: 1, number: tally.activities.size };
  tally.activities.set(activity, added);
  return added;
}

/** The waits of one case, and their sum: the case's duration. */
function addWaits(
  tally: Tally,
  events: LoggedCase['events'],
  activities: readonly NumberedActivity[],
): void {
  let from: NumberedActivity | undefined;
  let last = 0;
  let duration = 0;
  for (const [index, { at }] of events.entries()) {
    const to = activities[index];
    if (from !== undefined && to !== undefined) {
      addWait(tally, from, to, at - last);
      duration += at - last;
    }
    from = to;
    last = at;
  }
  if (events.length > 0) tally.durations.push(duration);
}

function addWait(tally: Tally, from: NumberedActivity, to: NumberedActivity, wait: number): void {
  const pair = from.number * PAIR + to.number;
  const known = tally.waits.get(pair);
  if (known === undefined) {
    tally.waits.set(pair, { from: from.activity, to: to.activity, count: 1, total: wait });
  } else {
    known.count++;
    known.total += wait;
  }
}

function summarise(tally: Tally, topVariants: number, topWaits: number): ActivitySummary {
  const { cases, events, reordered } = tally;
  const variants = largestFirst([...tally.variants.values()], ({ count }) => count);
  const waits = largestFirst([...tally.waits.values()], ({ total }) => total);
  const activities = largestFirst([...tally.activities.values()], ({ count }) => count);
  return {
    cases,
    events,
    activities: activities.map(({ activity, count }) => ({ activity, count })),
    variants: variants.length,
    topVariants: structuredClone(variants.slice(0, topVariants)),
    medianSeconds: secondsOf(median(tally.durations)),
    meanSeconds: secondsOf(mean(tally.durations)),
    topWaits: waits.slice(0, topWaits).map(({ from, to, count, total }) => {
      return { from, to, count, totalSeconds: total / 1000 };
    }),
    reordered,
  };
}

function largestFirst<Row>(rows: readonly Row[], size: (row: Row) => number): Row[] {
  return rows.toSorted((a, b) => size(b) - size(a));
}

function median(values: readonly number[]): number | undefined {
  const sorted = Float64Array.from(values).toSorted();
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1];
  const high = sorted[Math.floor(middle)];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function mean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function secondsOf(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}
