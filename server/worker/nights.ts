/** Nights: what is done once each, at a time of day of the organisation’s zone. */
import { dayAt, dayText, instantText, wallMs } from '@flowmeter/engine/calendar/zone.ts';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { Deps } from '../deps.ts';
import { zoneOf } from '../names.ts';

/** The day whose run was due last, and when the next one is. */
export function nightsOf({ inForce, clock, nightlyAt }: Deps): { night: string; next: Instant } {
  const zone = zoneOf(inForce);
  const now = clock();
  const today = dayAt(zone, now);
  const isPast = wallMs(zone, today, nightlyAt) <= now;
  const next = wallMs(zone, isPast ? today + 1 : today, nightlyAt);
  return { night: dayText(isPast ? today : today - 1), next: instantText(next) };
}
