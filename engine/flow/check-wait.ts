/** Can a wait end as it says? */
import { problem, type Problem } from '../problem.ts';
import type { StepOf } from '../steps/registry.ts';
import { undeclared, unknownFact, type Terms } from './pack-terms.ts';
import { isMoment } from './fitting.ts';
import { unknown } from './unknown.ts';

type Wait = StepOf<'wait'>;

export function checkWait(wait: Wait, terms: Terms, at: string): Problem[] {
  const { for: period, until, message } = wait;
  return [
    ...(period ? unknownCalendar(terms, period.calendar, `${at}/for`) : []),
    ...(until ? checkUntil(until, terms, `${at}/until`) : []),
    ...(message ? checkMessage(wait, message, terms, `${at}/message`) : []),
  ];
}

function checkUntil(
  { fact: id, calendar }: NonNullable<Wait['until']>,
  terms: Terms,
  at: string,
): Problem[] {
  const fact = terms.known[id];
  const wrong = fact !== undefined && !isMoment(fact);
  return [
    ...unknownFact(terms, id, `${at}/fact`),
    ...(wrong ? [problem('moment_needed', { fact: fact.name }, `${at}/fact`)] : []),
    ...unknownCalendar(terms, calendar, `${at}/calendar`),
  ];
}

function checkMessage(
  { name, routes }: Wait,
  { key, takes = [], timeout }: NonNullable<Wait['message']>,
  terms: Terms,
  at: string,
): Problem[] {
  const found = unknownFact(terms, key, `${at}/key`);
  takes.forEach(({ fact }, index) => {
    found.push(...undeclared(terms, fact, `${at}/takes/${index}`));
  });
  if (timeout === undefined) return found;
  found.push(...unknownCalendar(terms, timeout.calendar, `${at}/timeout/calendar`));
  const place = `${at}/timeout/route`;
  const index = routes.findIndex(({ id }) => id === timeout.route);
  if (index < 0) found.push(unknown('route', timeout.route, place));
  if (index === 0) found.push(problem('patience_by_first_route', { name }, place));
  return found;
}

function unknownCalendar(terms: Terms, id: string, at: string): Problem[] {
  return terms.calendars.has(id) ? [] : [unknown('calendar', id, at)];
}
