/** Do rosters and absences name people there are, on days that have a zone, without contradiction? */
import { isZone } from '../calendar/zone.ts';
import { problem, type Localized, type Problem } from '../problem.ts';
import type { Absence, Roster } from './availability.ts';
import type { OrganisationDefinition } from './organisation.ts';

export function checkAvailability(org: OrganisationDefinition): Problem[] {
  const { zone, rosters = [], absences = [], people } = org;
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return [
    ...checkZone(zone, rosters.length + absences.length > 0 || hasDays(people)),
    ...twins(rosters, '/rosters'),
    ...rosters.flatMap((roster, index) => checkRoster(roster, names, `/rosters/${index}`)),
    ...absences.flatMap((absence, index) => checkAbsence(absence, names, `/absences/${index}`)),
    ...overlaps(absences, names),
  ];
}

function hasDays(people: OrganisationDefinition['people']): boolean {
  return people.some(({ terms = [] }) => terms.some(({ from, to }) => from ?? to));
}

type Names = ReadonlyMap<string, Localized>;

const PERSON: Localized = { zh: '人员', en: 'person' };
const SHIFT: Localized = { zh: '班次', en: 'shift' };
const ZONE: Localized = { zh: '时区', en: 'time zone' };

function checkZone(zone: string | undefined, isNeeded: boolean): Problem[] {
  if (zone === undefined) return isNeeded ? [problem('zone_needed', {}, '/zone')] : [];
  return isZone(zone) ? [] : [problem('unknown_reference', { what: ZONE, id: zone }, '/zone')];
}

function checkRoster({ shifts, duties }: Roster, names: Names, at: string): Problem[] {
  const known = new Set(shifts.map(({ id }) => id));
  return [
    ...twins(shifts, `${at}/shifts`),
    ...duties.flatMap(({ shift, person }, index) => [
      ...among(known, SHIFT, shift, `${at}/duties/${index}/shift`),
      ...among(names, PERSON, person, `${at}/duties/${index}/person`),
    ]),
  ];
}

function checkAbsence({ person, deputy, from, to }: Absence, names: Names, at: string): Problem[] {
  const found = [
    ...among(names, PERSON, person, `${at}/person`),
    ...among(names, PERSON, deputy, `${at}/deputy`),
  ];
  if (to < from) found.push(problem('absence_backwards', {}, `${at}/to`));
  if (person === deputy) {
    found.push(
      problem('absence_of_deputy', { person: names.get(person) ?? person }, `${at}/deputy`),
    );
  }
  return found;
}

/** One person has one deputy at a time. */
function overlaps(absences: readonly Absence[], names: Names): Problem[] {
  const order = absences
    .map((absence, index) => ({ ...absence, index }))
    .toSorted((a, b) =>
      a.person === b.person ? byText(a.from, b.from) : byText(a.person, b.person),
    );
  let last: { person: string; to: string } | undefined;
  return order.flatMap((one) => {
    const meets = last !== undefined && last.person === one.person && one.from <= last.to;
    if (last === undefined || last.person !== one.person || one.to > last.to) last = one;
    const person = names.get(one.person) ?? one.person;
    return meets ? [problem('absences_overlap', { person }, `/absences/${one.index}`)] : [];
  });
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function among(
  known: { has(id: string): boolean },
  what: Localized,
  id: string,
  at: string,
): Problem[] {
  return known.has(id) ? [] : [problem('unknown_reference', { what, id }, at)];
}

function twins(list: readonly { id: string }[], at: string): Problem[] {
  const seen = new Set<string>();
  return list.flatMap(({ id }, index) => {
    const isTwin = seen.has(id);
    seen.add(id);
    return isTwin ? [problem('duplicate_id', { id }, `${at}/${index}/id`)] : [];
  });
}
