/** Does everything a flow speaks of exist in the pack: posts, facts, calendars, rules, outcomes? */
import { builtinFacts } from '../case/builtin-facts.ts';
import type { CalendarDefinition } from '../definition/calendar.ts';
import type { Condition } from '../definition/condition.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Limit } from '../definition/limit.ts';
import { all, factsOf, find, rulesOf, type Pack } from '../definition/pack.ts';
import type { Problem } from '../problem.ts';
import { checkCondition } from '../rules/check.ts';
import type { Step } from '../steps/registry.ts';
import { unknownRecipients, withoutHours } from './check-limits.ts';
import { askableFacts } from '../tables/facts.ts';
import { taskOf } from './structure.ts';
import { unknown, type Named } from './unknown.ts';

interface Known {
  /** What conditions may speak about. */
  facts: ReturnType<typeof factsOf>;
  /** What may be entered and kept: built-in facts are neither. */
  declared: ReturnType<typeof factsOf>;
  posts: Set<string>;
  rules: Map<string, { stage: string }>;
  calendar(id: string): CalendarDefinition | undefined;
  outcomes: Set<string>;
}

export function checkReferences(flow: FlowDefinition, pack: Pack): Problem[] {
  const known: Known = {
    facts: { ...builtinFacts, ...askableFacts(pack) },
    declared: factsOf(pack),
    posts: new Set(all(pack, 'organisation').flatMap((org) => org.posts.map((post) => post.id))),
    rules: rulesOf(pack),
    calendar: (id) => find(pack, 'calendar', id),
    outcomes: new Set(flow.outcomes.map((one) => one.id)),
  };
  return [
    ...unknownIn(known.posts, 'post', [flow.owner_post], () => '/owner_post'),
    ...unknownIn(known.posts, 'post', flow.cancel?.posts ?? [], (i) => `/cancel/posts/${i}`),
    ...(flow.title_fact === undefined ? [] : factProblems(known, [flow.title_fact], '/title_fact')),
    ...limitProblems(known, flow.limits, '/limits'),
    ...unknownIn(known.rules, 'rule', flow.audits.after, (i) => `/audits/after/${i}`),
    ...Object.entries(flow.steps).flatMap(([id, step]) => stepProblems(known, id, step)),
  ];
}

function stepProblems(known: Known, id: string, step: Step): Problem[] {
  const place = `/steps/${id}`;
  const found: Problem[] = [];
  if ('form' in step) {
    const ids = step.form.map((field) => field.fact);
    found.push(...unknownIn(known.declared, 'fact', ids, (i) => `${place}/form/${i}`));
  }
  if ('posts' in step) {
    found.push(...unknownIn(known.posts, 'post', step.posts, (i) => `${place}/posts/${i}`));
  }
  if ('outcome' in step && step.outcome !== undefined) {
    found.push(...unknownIn(known.outcomes, 'outcome', [step.outcome], () => `${place}/outcome`));
  }
  step.routes.forEach((route: { when?: Condition | undefined }, index: number) => {
    if (route.when !== undefined) {
      found.push(...conditionProblems(known, route.when, `${place}/routes/${index}/when`));
    }
  });
  return [...found, ...taskProblems(known, step, place)];
}

function taskProblems(known: Known, step: Step, place: string): Problem[] {
  const task = taskOf(step);
  if (task === undefined) return [];
  const posts = task.assign === undefined ? [] : [task.assign.post];
  const rules = (stage: 'before' | 'during') =>
    unknownIn(known.rules, 'rule', task.audits[stage], (i) => `${place}/audits/${stage}/${i}`);
  return [
    ...unknownIn(known.posts, 'post', posts, () => `${place}/assign/post`),
    ...limitProblems(known, task.limits, `${place}/limits`),
    ...rules('before'),
    ...rules('during'),
  ];
}

function limitProblems(known: Known, limits: readonly Limit[], place: string): Problem[] {
  return limits.flatMap((limit, index) => [
    ...calendarProblems(known, limit.calendar, `${place}/${index}/calendar`),
    ...withoutHours(limit, known.calendar(limit.calendar), `${place}/${index}`),
    ...unknownRecipients(limit, known.posts, `${place}/${index}`),
    ...(limit.when === undefined
      ? []
      : conditionProblems(known, limit.when, `${place}/${index}/when`)),
  ]);
}

function calendarProblems(known: Known, id: string, place: string): Problem[] {
  return known.calendar(id) === undefined ? [unknown('calendar', id, place)] : [];
}

function conditionProblems(known: Known, condition: Condition, place: string): Problem[] {
  return checkCondition(condition, { facts: known.facts, record: 'case' }, place);
}

function factProblems(known: Known, ids: readonly string[], place: string): Problem[] {
  return unknownIn(known.declared, 'fact', ids, () => place);
}

function unknownIn(
  known: Set<string> | Map<string, unknown> | Record<string, unknown>,
  what: Named,
  ids: readonly string[],
  place: (index: number) => string,
): Problem[] {
  const has = (id: string) =>
    known instanceof Set || known instanceof Map ? known.has(id) : Object.hasOwn(known, id);
  return ids.flatMap((id, index) => (has(id) ? [] : [unknown(what, id, place(index))]));
}
