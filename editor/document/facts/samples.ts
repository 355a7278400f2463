/** Samples of a fact as they are entered: each value once, with how many shares of the lot it has. */
import type { Fact } from '@flowmeter/engine/definition/facts.ts';

export type Sample = NonNullable<Fact['samples']>[number];

export interface Share {
  value: Sample;
  /** The more, the likelier it is drawn. */
  times: number;
}

/** The most samples of a fact, each counted as often as it is there. */
export const MOST_SAMPLES = 100;

export function sharesOf(samples: readonly Sample[] = []): Share[] {
  const shares = new Map<Sample, number>();
  for (const value of samples) shares.set(value, (shares.get(value) ?? 0) + 1);
  return [...shares].map(([value, times]) => ({ value, times }));
}

/** None at all is said by leaving them out. */
export function samplesOf(shares: readonly Share[]): Sample[] | undefined {
  const all = shares.flatMap(({ value, times }) => Array.from({ length: times }, () => value));
  return all.length === 0 ? undefined : all;
}

export const spanUnits = ['year', 'month', 'week', 'day', 'hour', 'minute'] as const;
export type SpanUnit = (typeof spanUnits)[number];

/** So long after the day of entry; before it where it is negative. */
export interface Span {
  value: number;
  unit: SpanUnit;
}

const letters: Record<SpanUnit, readonly [before: string, letter: string]> = {
  year: ['P', 'Y'],
  month: ['P', 'M'],
  week: ['P', 'W'],
  day: ['P', 'D'],
  hour: ['PT', 'H'],
  minute: ['PT', 'M'],
};

/** An ISO 8601 duration of one unit; undefined where it has several, or is none. */
export function spanOf(sample: Sample | undefined): Span | undefined {
  const [, sign, before, figure, letter] =
    /^([+-]?)(PT?)(\d+)([YMWDH])$/.exec(String(sample ?? '')) ?? [];
  const unit = spanUnits.find((one) => letters[one][0] === before && letters[one][1] === letter);
  return unit && { value: Number(figure) * (sign === '-' ? -1 : 1) + 0, unit };
}

export function spanText({ value, unit }: Span): string {
  const [before, letter] = letters[unit];
  return `${value < 0 ? '-' : ''}${before}${Math.abs(value)}${letter}`;
}

/** The next value that is not there yet; undefined where the fact has no other. */
export function nextSample(fact: Fact, shares: readonly Share[], word: string): Sample | undefined {
  const taken = new Set(shares.map(({ value }) => value));
  const type = fact.type === 'list' ? (fact.item ?? 'string') : fact.type;
  const from = Math.ceil(fact.min ?? 0);
  const candidates: Record<Exclude<Fact['type'], 'list'>, (n: number) => Sample | undefined> = {
    string: (n) => `${word} ${n + 1}`.slice(0, fact.max_length),
    text: (n) => `${word} ${n + 1}`.slice(0, fact.max_length),
    number: (n) => (fact.max === undefined || from + n <= fact.max ? from + n : undefined),
    integer: (n) => (fact.max === undefined || from + n <= fact.max ? from + n : undefined),
    boolean: (n) => [true, false][n],
    enum: (n) => fact.options?.[n]?.value,
    date: (n) => spanText({ value: n, unit: 'day' }),
    datetime: (n) => spanText({ value: n, unit: 'hour' }),
  };
  const all = Array.from({ length: shares.length + 1 }, (_, n) => candidates[type](n));
  return all.find((one) => one !== undefined && !taken.has(one));
}
