/** Facts: the dictionary of named, typed, labelled values that rules and forms speak about. */
import { z } from 'zod';
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
] as const;

export const FactOption = z.strictObject({ value: z.string().min(1).max(64), name: Localized });

export const Fact = z.strictObject({
  name: Localized,
  type: z.enum(factTypes),
  help: Localized.optional(),
  /** Unit as shown, e.g. `kVA`, `元`; energy kWh, power kW, capacity kVA, money 元. */
  unit: z.string().max(16).optional(),
  /** The domain: options of an enum; bounds of a number (inclusive); longest text. */
  options: z.array(FactOption).min(1).max(200).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  max_length: z.int().positive().max(20000).optional(),
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

export const FactsDefinition = z.strictObject({
  kind: z.literal('facts'),
  ...header,
  facts: z.record(Id, Fact),
});

export type Fact = z.infer<typeof Fact>;
export type FactsDefinition = z.infer<typeof FactsDefinition>;
/** A value of a fact. Dates are `YYYY-MM-DD`; date-times are ISO 8601 instants in UTC. */
export type FactValue = string | number | boolean | null;
export type FactValues = Record<string, FactValue>;
