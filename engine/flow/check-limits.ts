/** Does a limit say no more than its source, and can what it says of reminders and escalation happen? */
import type { CalendarDefinition } from '../definition/calendar.ts';
import { ABOVE, layerNames, type Escalation, type Limit } from '../definition/limit.ts';
import type { TimeUnit } from '../definition/limit.ts';
import { problem, type Problem } from '../problem.ts';
import { unknown } from './unknown.ts';

/** `ofCase`: the limits are the case's own, which no task stands behind. */
export function checkLimits(limits: readonly Limit[], place: string, ofCase = false): Problem[] {
  return limits.flatMap((limit, index) => {
    const at = `${place}/${index}`;
    const isTwin = limits.findIndex((one) => one.id === limit.id) !== index;
    return [
      ...(isTwin ? [problem('duplicate_id', { id: limit.id }, at)] : []),
      ...checkBasis(limit, at),
      ...checkReminders(limit.reminders ?? [], `${at}/reminders`),
      ...checkChain(limit, `${at}/escalate`, ofCase),
    ];
  });
}

/** Posts that escalations name and nobody declared. */
export function unknownRecipients(
  limit: Limit,
  posts: ReadonlySet<string>,
  place: string,
): Problem[] {
  return (limit.escalate ?? []).flatMap(({ to }, index) =>
    to === ABOVE || posts.has(to) ? [] : [unknown('post', to, `${place}/escalate/${index}/to`)],
  );
}

/** A limit that counts working hours, itself or after it, on a calendar that does not say when it is open. */
export function withoutHours(
  { unit, escalate = [], calendar: id }: Pick<Limit, 'unit' | 'escalate' | 'calendar'>,
  calendar: CalendarDefinition | undefined,
  place: string,
): Problem[] {
  const units = [unit, ...escalate.map(({ after }) => after?.unit)];
  const needed = calendar !== undefined && units.includes('wh');
  const isOpen = calendar?.hours !== undefined || calendar?.round_the_clock === true;
  if (!needed || isOpen) return [];
  return [problem('calendar_without_hours', { calendar: id }, `${place}/calendar`)];
}

/** Typical practice is configurable and never shown as a regulation or a promise. */
function checkBasis(limit: Limit, place: string): Problem[] {
  if (limit.basis.kind !== 'typical' || limit.layer === 'internal') return [];
  return [problem('limit_typical_as_law', { layer: layerNames[limit.layer] }, `${place}/basis`)];
}

/** Each share is larger than the one before it. */
function checkReminders(shares: readonly number[], place: string): Problem[] {
  return shares.flatMap((share, index) => {
    const before = shares[index - 1];
    const inOrder = before === undefined || share > before;
    return inOrder ? [] : [problem('reminders_out_of_order', {}, `${place}/${index}`)];
  });
}

function checkChain(limit: Limit, place: string, ofCase: boolean): Problem[] {
  const chain = limit.escalate ?? [];
  return chain.flatMap((one, index) => {
    const at = `${place}/${index}`;
    const found: Problem[] = [];
    if ((one.after === undefined) === (one.at === undefined)) {
      found.push(problem('escalation_without_time', {}, at));
    }
    if (one.reassign === true && (ofCase || one.to === ABOVE)) {
      found.push(problem('escalation_reassigns_nothing', {}, `${at}/reassign`));
    }
    const before = chain[index - 1];
    if (before !== undefined && !comesAfter(limit, before, one)) {
      found.push(problem('escalation_out_of_order', {}, at));
    }
    return found;
  });
}

/** Times that cannot be compared (working days with hours) are taken as they stand. */
function comesAfter(limit: Limit, before: Escalation, one: Escalation): boolean {
  const first = lengthOf(limit, before);
  const second = lengthOf(limit, one);
  return first.in !== second.in || second.long > first.long;
}

const minutes: Partial<Record<TimeUnit, number>> = { min: 1, h: 60, d: 1440 };

/** How long after the due time, in minutes or in a unit that has no fixed length. */
function lengthOf(limit: Limit, { after, at = 1 }: Escalation): { long: number; in: string } {
  const { value, unit } = after ?? { value: (at - 1) * limit.value, unit: limit.unit };
  const per = minutes[unit];
  return per === undefined ? { long: value, in: unit } : { long: value * per, in: 'min' };
}
