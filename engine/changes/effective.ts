/** When a change takes effect, as its authors say it: a time on the clocks of a zone. */
import { dayNumber, instantText, isZone, wallMs } from '../calendar/zone.ts';
import type { Instant } from '../case/state.ts';

export interface LocalTime {
  /** `2027-01-01T00:00` */
  local: string;
  /** IANA. */
  zone: string;
}

const LOCAL = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * The instant; of two, where clocks are put back, the earlier one. Undefined when the zone is not known
 * or its clocks never show that time.
 */
export function instantAt({ local, zone }: LocalTime): Instant | undefined {
  const [, date = '', hour = '', minute = ''] = LOCAL.exec(local) ?? [];
  const day = dayNumber(date);
  if (day === undefined || !isZone(zone)) return undefined;
  const minutes = Number(hour) * 60 + Number(minute);
  const ms = wallMs(zone, day, minutes);
  // Within a gap every minute is its end.
  return ms < wallMs(zone, day, minutes + 1) ? instantText(ms) : undefined;
}
