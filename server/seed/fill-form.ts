/** Fills a form with plausible values, knowing nothing but the facts' own declarations. */
import type { Fact, FactValue, FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { Field } from '@flowmeter/engine/steps/base.ts';
import type { Chance } from './random.ts';

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

const textual: Maker = (fact, sample) => sample ?? fact.name.zh;
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
    Temporal.PlainDate.from(today).add(durationOf(sample)).toString(),
  datetime: (_fact, sample, _chance, { now }) =>
    Temporal.Instant.fromEpochMilliseconds(now)
      .toZonedDateTimeISO('UTC')
      .add(durationOf(sample))
      .toInstant()
      .toString({ fractionalSecondDigits: 3 }),
};

function durationOf(sample: Sample): string {
  return typeof sample === 'string' ? sample : 'P0D';
}
