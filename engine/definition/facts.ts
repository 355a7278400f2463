/** Facts: the dictionary of named, typed, labelled values that rules and forms speak about. */
import { z } from 'zod';
import { Scalar } from './condition.ts';
import { header, Id, Localized } from './header.ts';

export const factTypes = [
  'string',
  'text',
  'number',
  'integer',
  'boolean',
  'date',
  'datetime',
  'enum',
  'list',
] as const;

/** What a list may hold. */
export const itemTypes = ['string', 'number', 'integer', 'boolean', 'date', 'enum'] as const;

/** The longest list. */
export const MOST_ITEMS = 1000;

export const FactOption = z.strictObject({ value: z.string().min(1).max(64), name: Localized });

export const Fact = z.strictObject({
  name: Localized,
  type: z.enum(factTypes),
  /** Of a list: what its items are; bounds and options are theirs. */
  item: z.enum(itemTypes).optional(),
  help: Localized.optional(),
  /** Unit as shown, e.g. `kVA`, `元`; energy kWh, power kW, capacity kVA, money 元. */
  unit: z.string().max(16).optional(),
  /** The domain: options of an enum; bounds of a number (inclusive); longest text, and how it is written. */
  options: z.array(FactOption).min(1).max(200).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  max_length: z.int().positive().max(20000).optional(),
  /** How a text is written; see pattern.ts. */
  pattern: z.string().min(1).max(200).optional(),
  /**
   * `true`: the value may legitimately not be there (an event that has not happened): it is null and
   * comparisons with it are false. Otherwise a value that is not there makes an answer *unknown*.
   */
  nullable: z.boolean().optional(),
  /** Personal data: masked in lists and exports. */
  personal: z.boolean().optional(),
  /**
   * Plausible values, used by simulations and demonstrations; repeated ones are more likely. Of dates
   * and date-times: ISO 8601 durations from the day of entry, e.g. `P1Y`, `-P3D`; none: that day.
   */
  samples: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .max(100)
    .optional(),
});

/** A value as it is entered: a scalar, or a list. */
export const Entered = z.union([
  Scalar,
  z
    .array(z.union([z.string().max(2000), z.number(), z.boolean()]))
    .max(MOST_ITEMS)
    .readonly(),
]);

export const FactsDefinition = z.strictObject({
  kind: z.literal('facts'),
  ...header,
  facts: z.record(Id, Fact),
});

export type Fact = z.infer<typeof Fact>;
export type FactsDefinition = z.infer<typeof FactsDefinition>;
/** A value of a fact. A list is replaced as a whole, never changed in place. Dates are `YYYY-MM-DD`; date-times are ISO 8601 instants in UTC. */
export type FactValue = ListItem | null | readonly ListItem[];
/** An item of a list. */
export type ListItem = string | number | boolean;
export type FactValues = Record<string, FactValue>;
