/** When people are there: duty rosters, and absences with a deputy. */
import { z } from 'zod';
import { Day, Id, Localized } from './header.ts';

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '00:00 to 23:59');

/** A shift that does not end later than it begins goes on into the next day. */
export const Shift = z.strictObject({ id: Id, name: Localized, from: TimeOfDay, to: TimeOfDay });

/** Who is on duty, by day and shift; several people of one shift in the order in which they are asked. */
export const Roster = z.strictObject({
  id: Id,
  name: Localized,
  shifts: z.array(Shift).min(1).max(10),
  /** `day` is the one on which the shift begins. */
  duties: z.array(z.strictObject({ day: Day, shift: Id, person: Id })).max(20_000),
});

/** From the beginning of the day `from` to the end of the day `to` the deputy stands in. */
export const Absence = z.strictObject({ person: Id, from: Day, to: Day, deputy: Id });

export type Shift = z.infer<typeof Shift>;
export type Roster = z.infer<typeof Roster>;
export type Absence = z.infer<typeof Absence>;
