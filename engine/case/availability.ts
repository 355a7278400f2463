/** Who is there: absences with their deputies, and duty rosters, on the days of the organisation's zone. */
import { dayAt, dayText, instantMs, wallMs } from '../calendar/zone.ts';
import type { Roster, Shift } from '../definition/availability.ts';
import type { OrganisationDefinition } from '../definition/organisation.ts';
import type { Instant } from './state.ts';

/** The people who are absent at `at` and for whom this person stands in. */
export function standsInFor(
  org: OrganisationDefinition,
  person: string,
  at: Instant,
): readonly string[] {
  const mine = org.absences?.filter((one) => one.deputy === person) ?? [];
  if (mine.length === 0) return [];
  const day = dayOf(org, at);
  return mine.filter(({ from, to }) => from <= day && day <= to).map((one) => one.person);
}

/** Who stands in for this person at `at`; nobody while they are there. */
export function deputiesOf(
  org: OrganisationDefinition,
  person: string,
  at: Instant,
): readonly string[] {
  return currentAbsences(org, person, at).map(({ deputy }) => deputy);
}

export function isAbsent(org: OrganisationDefinition, person: string, at: Instant): boolean {
  return currentAbsences(org, person, at).length > 0;
}

function currentAbsences(org: OrganisationDefinition, person: string, at: Instant) {
  const own = org.absences?.filter((one) => one.person === person) ?? [];
  if (own.length === 0) return [];
  const day = dayOf(org, at);
  return own.filter(({ from, to }) => from <= day && day <= to);
}

/** Who is on duty at `at` by a roster, in the order in which they are asked. */
export function onDuty(org: OrganisationDefinition, id: string, at: Instant): string[] {
  const roster = org.rosters?.find((one) => one.id === id);
  const ms = instantMs(at);
  if (roster === undefined || org.zone === undefined || ms === undefined) return [];
  const { zone } = org;
  const today = dayAt(zone, ms);
  return [today - 1, today].flatMap((day) => {
    const running = roster.shifts.filter((shift) => isRunning(shift, zone, day, ms));
    return running.flatMap((shift) => dutiesOf(roster, shift.id, dayText(day)));
  });
}

/** Does the shift that begins on this day run at `ms`? */
function isRunning({ from, to }: Shift, zone: string, day: number, ms: number): boolean {
  const last = from < to ? day : day + 1;
  return wallMs(zone, day, minuteOf(from)) <= ms && ms < wallMs(zone, last, minuteOf(to));
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function dutiesOf({ duties }: Roster, shift: string, day: string): string[] {
  return duties.filter((one) => one.shift === shift && one.day === day).map((one) => one.person);
}

function dayOf({ zone = 'UTC' }: OrganisationDefinition, at: Instant): string {
  return dayText(dayAt(zone, instantMs(at) ?? 0));
}
