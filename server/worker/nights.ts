/** Nights: what is done once each, at a time of day of the organisation’s zone. */
import { dayAt, dayText, instantText, wallMs } from '@flowmeter/engine/calendar/zone.ts';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { Deps } from '../deps.ts';
import { zoneOf } from '../names.ts';

export interface Nights {
  /** The day whose run was due last, and when it was. */
  night: string;
  due: Instant;
  next: Instant;
}

/** `minutes` past midnight: those of the nightly audit unless told. */
export function nightsOf(
  { inForce, clock, nightlyAt }: Pick<Deps, 'inForce' | 'clock' | 'nightlyAt'>,
  minutes = nightlyAt,
): Nights {
  const zone = zoneOf(inForce);
  const now = clock();
  const today = dayAt(zone, now);
  const isPast = wallMs(zone, today, minutes) <= now;
  const last = isPast ? today : today - 1;
  const instant = (day: number) => instantText(wallMs(zone, day, minutes));
  return { night: dayText(last), due: instant(last), next: instant(last + 1) };
}
