/** Calling other flows: asking for their cases, and going on when enough of them have ended. */
import { childId, DEEPEST, type Child } from '../case/child-state.ts';
import { misfitOf } from '../case/forms.ts';
import type { Visit } from '../case/state.ts';
import type { FactValues, ListItem } from '../definition/facts.ts';
import { problem, type Problem } from '../problem.ts';
import { factNames } from './fact-names.ts';
import { readFact } from './reading.ts';
import { callOf, repeatOf, type Calling } from './structure.ts';
import { record, refuse, stateOf, type Work } from './work.ts';

/** Asks for the cases that a step begins with. */
export function beginCalls(work: Work, seq: number, step: Calling): void {
  if ((stateOf(work).parent?.depth ?? 0) >= DEEPEST) {
    refuse(problem('calls_too_deep', { name: step.name, limit: DEEPEST }));
  }
  const repeat = repeatOf(step);
  if (repeat === undefined) return askFor(work, seq, step, 0);
  const items = readFact(work, seq, repeat.over);
  if (!Array.isArray(items)) {
    const facts = factNames(work.flow, [repeat.over]);
    return refuse(problem('auto_unknown', { name: step.name, facts }));
  }
  record(work, { type: 'repeat.begun', seq, items: [...(items as ListItem[])] });
  const first = repeat.mode === 'together' ? items.length : Math.min(1, items.length);
  for (let index = 0; index < first; index++) askFor(work, seq, step, index);
}

/** Asks again for the cases that are not open yet. */
export function callAgain(work: Work, { seq, children = [] }: Visit, step: Calling): void {
  for (const { index, status } of children) if (status === 'asked') askFor(work, seq, step, index);
}

/** Has everything ended that the step waits for? A list without items has nothing to wait for. */
export function hasEnough({ children = [], items }: Visit, step: Calling): boolean {
  const ended = children.filter(({ status }) => status === 'ended').length;
  return ended >= needed(step, items?.length ?? 1);
}

/** After one of several has ended: the next, where they go one by one. */
export function callNext(work: Work, { seq, children = [], items = [] }: Visit, step: Calling) {
  const isDue =
    children.every(({ status }) => status === 'ended') && children.length < items.length;
  if (repeatOf(step)?.mode === 'one_by_one' && isDue) askFor(work, seq, step, children.length);
}

/** What is taken over from a case that has ended, or why it does not fit. */
export function takenFrom(
  work: Work,
  step: Calling,
  { outcome, data }: { outcome: string; data: FactValues },
): { data: FactValues } | { misfit: Problem } {
  const taken: FactValues = {};
  for (const [fact, source] of Object.entries(callOf(step)?.out ?? {})) {
    const value = source === 'outcome' ? outcome : data[source];
    if (value === undefined) continue;
    const declared = work.flow.facts[fact];
    const misfit = declared && value !== null ? misfitOf(declared, value) : undefined;
    if (misfit !== undefined) return { misfit };
    taken[fact] = value;
  }
  return { data: taken };
}

export function openChild({ children = [] }: Visit, index: number): Child | undefined {
  return children.find((one) => one.index === index && one.status !== 'ended');
}

function needed(step: Calling, items: number): number {
  const join = repeatOf(step)?.join ?? 'all';
  if (join === 'all') return items;
  return Math.min(items, join === 'first' ? 1 : join.at_least);
}

function askFor(work: Work, seq: number, step: Calling, index: number): void {
  const { flow, version } = step;
  const child = childId(work.caseId, seq, index);
  const data = { ...handedOver(work, seq, step), ...itemOf(work, seq, step, index) };
  record(work, { type: 'child.asked', seq, index, child, flow, version, data });
}

/** What is not known is left out: opening the case says whether it could be left out. */
function handedOver(work: Work, seq: number, step: Calling): FactValues {
  const known: FactValues = {};
  for (const [fact, source] of Object.entries(step.in)) {
    const value = readFact(work, seq, source);
    if (value !== undefined) known[fact] = value;
  }
  return known;
}

function itemOf(work: Work, seq: number, step: Calling, index: number): FactValues {
  const repeat = repeatOf(step);
  const item = stateOf(work).visits[seq - 1]?.items?.[index];
  return repeat === undefined || item === undefined ? {} : { [repeat.item_fact]: item };
}
