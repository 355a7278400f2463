/** Calendars: which days are worked, hours of work, and how far the answer is known at all. */
import { z } from 'zod';
import { Day, header, Localized } from './header.ts';

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:MM');

export const CalendarDefinition = z.strictObject({
  kind: z.literal('calendar'),
  ...header,
  /** IANA zone in which days begin and end; answers never depend on the process's own zone. */
  zone: z.string().min(1).max(64),
  /** Days of the week worked as a rule, 1 = Monday … 7 = Sunday. */
  workdays: z.array(z.int().min(1).max(7)).max(7),
  hours: z.strictObject({ from: Time, to: Time }).optional(),
  /** First and last day for which exceptions are published; outside it working days are a problem. */
  covers: z.strictObject({ from: Day, to: Day }),
  /** Days that differ from the rule: holidays (`off`) and make-up workdays. */
  days: z
    .array(z.strictObject({ date: Day, off: z.boolean(), name: z.string().max(64) }))
    .max(5000),
  source: Localized,
});

export type CalendarDefinition = z.infer<typeof CalendarDefinition>;
