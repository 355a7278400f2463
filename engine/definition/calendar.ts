/** Calendars: which days are worked, hours of work, and how far the answer is known at all. */
import { z } from 'zod';
import { Day, header, Localized } from './header.ts';

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:MM');

/** Opening hours of a day by the local clock; `to` is not part of it. */
const Period = z.strictObject({ from: Time, to: Time });

export const CalendarDefinition = z.strictObject({
  kind: z.literal('calendar'),
  ...header,
  /** IANA zone in which days begin and end; answers never depend on the process's own zone. */
  zone: z.string().min(1).max(64),
  /** Days of the week worked as a rule, 1 = Monday … 7 = Sunday. */
  workdays: z.array(z.int().min(1).max(7)).max(7),
  /**
   * Opening hours of working days, what limits in working hours count. Periods that name `weekdays`
   * stand instead of the general ones on those weekdays; a make-up workday on a weekday that is not
   * worked as a rule has the general ones.
   */
  hours: z
    .union([
      Period,
      z
        .array(Period.extend({ weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional() }))
        .min(1)
        .max(56),
    ])
    .optional(),
  /** Open at every hour of every day: working hours are hours. Stands instead of `hours`. */
  round_the_clock: z.literal(true).optional(),
  /** First and last day for which exceptions are published; outside it working days are a problem. */
  covers: z.strictObject({ from: Day, to: Day }),
  /** Days that differ from the rule: holidays (`off`) and make-up workdays, some with their own hours. */
  days: z
    .array(
      z.strictObject({
        date: Day,
        off: z.boolean(),
        name: z.string().max(64),
        hours: z.array(Period).min(1).max(8).optional(),
      }),
    )
    .max(5000),
  source: Localized,
});

export type CalendarDefinition = z.infer<typeof CalendarDefinition>;
/** A time of day by the local clock, `08:30` to `17:00`. */
export type Period = z.infer<typeof Period>;
