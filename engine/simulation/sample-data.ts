/** Fills a form with plausible values, knowing nothing but the facts' own declarations. */
import { DAY_MS } from '../calendar/zone.ts';
import type { Fact, FactValue, FactValues } from '../definition/facts.ts';
import { parsePattern, writtenLike } from '../definition/pattern.ts';
import type { Field } from '../steps/base.ts';
import type { Chance } from './chance.ts';

/** How often a field that may stay empty is filled in. */
const OPTIONAL = 0.4;
/** Where a number has no upper bound and no samples. */
const SPREAD = 10;

/** `today` is the day of entry, `now` the instant; what the case knows already is mostly kept. */
export function fillForm(
  form: readonly Field[],
  facts: Record<string, Fact>,
  chance: Chance,
  { today, now }: { today: string; now: number },
): FactValues {
  const filled: FactValues = {};
  for (const field of form) {
    const fact = facts[field.fact];
    if (fact === undefined || field.readonly) continue;
    if (field.optional && !chance.happens(OPTIONAL)) continue;
    filled[field.fact] = valueOf(fact, chance, { today, now });
  }
  return filled;
}

function valueOf(fact: Fact, chance: Chance, at: { today: string; now: number }): FactValue {
  const sample = chance.pick(fact.samples ?? []);
  const make = makers[fact.type];
  return make(fact, sample, chance, at);
}

type Sample = NonNullable<Fact['samples']>[number] | undefined;
type Maker = (
  fact: Fact,
  sample: Sample,
  chance: Chance,
  at: { today: string; now: number },
) => FactValue;

const textual: Maker = ({ name, max_length, pattern }, sample) => {
  const parsed = pattern === undefined ? undefined : parsePattern(pattern);
  return sample ?? (parsed ? writtenLike(parsed) : name.zh.slice(0, max_length));
};
const numeric: Maker = (fact, sample, chance) => {
  if (sample !== undefined) return sample;
  const low = fact.min ?? 0;
  return low + chance.below(Math.min(fact.max ?? low + SPREAD, low + SPREAD) - low + 1);
};

const makers: Record<Fact['type'], Maker> = {
  string: textual,
  text: textual,
  number: numeric,
  integer: numeric,
  boolean: (_fact, sample, chance) => sample ?? chance.happens(0.5),
  enum: (fact, sample, chance) => sample ?? chance.pick(fact.options ?? [])?.value ?? null,
  date: (_fact, sample, _chance, { today }) =>
    instantAfter(Date.parse(`${today}T00:00:00Z`), sample).slice(0, 10),
  datetime: (_fact, sample, _chance, { now }) => instantAfter(now, sample),
  // Samples of a list are samples of its items.
  list: (fact, sample) => (fact.item === 'string' && sample !== undefined ? [sample] : []),
};

const DURATION =
  /^([+-])?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;
const MINUTE = 60_000;

/** So long after (or before) an instant, in UTC; months end on their last day. No duration: that instant. */
function instantAfter(ms: number, sample: Sample): string {
  const parts = typeof sample === 'string' ? DURATION.exec(sample) : null;
  const [, sign, ...figures] = parts ?? [];
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0] = figures.map(
    (figure) => Number(figure ?? 0) * (sign === '-' ? -1 : 1),
  );
  const day = new Date(ms);
  const last = Date.UTC(day.getUTCFullYear() + years, day.getUTCMonth() + months + 1, 0);
  const month = new Date(last);
  month.setUTCDate(Math.min(day.getUTCDate(), month.getUTCDate()));
  const rest = (weeks * 7 + days) * DAY_MS + (hours * 60 + minutes) * MINUTE;
  return new Date(month.getTime() + (ms - Math.floor(ms / DAY_MS) * DAY_MS) + rest).toISOString();
}
