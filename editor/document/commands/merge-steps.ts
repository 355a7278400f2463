import type { Route } from '@flowmeter/engine/definition/route.ts';
import { taskOf } from '@flowmeter/engine/flow/structure.ts';
import {
  failed,
  type Localized,
  ok,
  type Problem,
  problem,
  type Result,
} from '@flowmeter/engine/problem.ts';
import type { StepOf } from '@flowmeter/engine/steps/registry.ts';
import { defineCommand } from '../command.ts';
import { branchNamed, type FlowDocument, routeAt, waysInto, waysOf } from '../document.ts';
import { bottomOf, boxOf } from '../geometry.ts';
import { asReturn, dropRoutes, leadsOn, onwardFrom } from '../lines.ts';
import { mentionInstead } from '../mentions.ts';
import { follow, settle } from '../place.ts';
import { freshRouteId } from '../names.ts';

type Task = StepOf<'task'>;

/** Which of the two a property of the merged step is taken from. */
export type MergeSide = 'first' | 'second';

/** How two tasks become one. */
export interface Merge {
  steps: string[];
  /** Whose handling counts: post, signing, clock, touchpoint. */
  work: MergeSide;
  /** Whose limits count; `both` keeps them side by side. */
  limits: MergeSide | 'both';
}

/** Two tasks, one of which leads on to the other and nowhere else, in that order. */
export interface Pair {
  first: string;
  second: string;
}

/**
 * Two tasks that follow one another become one: what was entered at either is entered there, what was
 * audited at either is audited there. It goes by the id of the one whose handling counts; a step that the
 * law requires stays under its own.
 */
export const mergeSteps = defineCommand<Merge>({
  label: ({ steps }, { flow }) => {
    const names = steps.map((id) => flow.steps[id]?.name ?? { zh: id, en: id });
    const [zh, en] = [names.map((one) => one.zh), names.map((one) => one.en)];
    return { zh: `合并“${zh.join('”和“')}”`, en: `Merge “${en.join('” and “')}”` };
  },
  run(draft, merge) {
    const found = pairOf(draft.flow, merge.steps);
    if (!found.ok) return found;
    const { first, second } = found.value;
    const [one, other] = [taskOf(draft.flow.steps[first]), taskOf(draft.flow.steps[second])];
    if (one === undefined || other === undefined) return ok([]);
    const isSecond = other.legal === true || (merge.work === 'second' && one.legal !== true);
    const [kept, gone] = isSecond ? [second, first] : [first, second];
    const merged = {
      ...mergedTask(one, other, merge),
      routes: mergedWays(one, other, found.value),
    };
    takePlace(draft, { kept, gone, first, second });
    draft.flow.steps[kept] = merged;
    bendTo(draft, gone, kept);
    delete draft.flow.steps[gone];
    mentionInstead(draft.flow, gone, kept);
    settle(draft);
    return ok([kept]);
  },
});

/** The two in the order in which a case does them, or why they cannot become one. */
export function pairOf(flow: FlowDocument['flow'], steps: readonly string[]): Result<Pair> {
  const [a = '', b = ''] = steps;
  const stray = steps.find((id) => taskOf(flow.steps[id]) === undefined);
  if (stray !== undefined) return failed(problem('merge_two_tasks', { name: nameIn(flow, stray) }));
  const pair = onwardFrom(flow, b).includes(a) ? { first: b, second: a } : { first: a, second: b };
  const isNear = flow.steps[a]?.branch === flow.steps[b]?.branch;
  const refused =
    steps.length === 2 && isNear
      ? refusalOfPair(flow, pair)
      : problem('steps_not_neighbours', namesOf(flow, pair));
  return refused ? failed(refused) : ok(pair);
}

function refusalOfPair(flow: FlowDocument['flow'], pair: Pair): Problem | undefined {
  const { first, second } = pair;
  const names = namesOf(flow, pair);
  const onward = onwardFrom(flow, first);
  if (!onward.includes(second)) return problem('steps_not_neighbours', names);
  const elsewhere = onward.find((to) => to !== second);
  if (elsewhere !== undefined) {
    return problem('step_leads_elsewhere', { name: names.first, to: nameIn(flow, elsewhere) });
  }
  const aside = asideInto(flow, second, [first]);
  if (aside !== undefined) {
    return problem('step_entered_aside', { name: names.second, from: nameIn(flow, aside) });
  }
  const areLegal = flow.steps[first]?.legal === true && flow.steps[second]?.legal === true;
  return areLegal ? problem('merge_two_legal', names) : undefined;
}

function namesOf(flow: FlowDocument['flow'], { first, second }: Pair) {
  return { first: nameIn(flow, first), second: nameIn(flow, second) };
}

/** What a step is called, to be said in a problem. */
export function nameIn(flow: FlowDocument['flow'], id: string): Localized | string {
  return flow.steps[id]?.name ?? id;
}

/** A step, not one of those named, that leads on to a step; returns are no such way. */
export function asideInto(
  flow: FlowDocument['flow'],
  id: string,
  except: readonly string[],
): string | undefined {
  return waysInto(flow, id).find((at) => {
    const route = routeAt(flow, at);
    return route !== undefined && leadsOn(route) && !except.includes(at.step);
  })?.step;
}

/**
 * What somebody has to choose between when two tasks are merged: the properties of handling in which
 * they differ, and limits where both have some.
 */
export function choicesOf(one: Task, other: Task): { work: string[]; limits: boolean } {
  const differs = (key: keyof Task) => JSON.stringify(one[key]) !== JSON.stringify(other[key]);
  return {
    work: handling.filter(differs),
    limits: one.limits.length > 0 && other.limits.length > 0,
  };
}

/** Who does the work, on whose time, and what undoes it. */
const handling = ['assign', 'allow', 'sign', 'clock', 'touchpoint', 'compensation'] as const;

function mergedTask(one: Task, other: Task, { work, limits }: Merge): Omit<Task, 'routes'> {
  const { routes: _, ...rest } = one;
  const worker = work === 'first' ? one : other;
  const merged: Omit<Task, 'routes'> = {
    ...rest,
    name: joined(one.name, other.name, '、', ' and '),
    form: mergedForm(one.form, other.form),
    limits: mergedLimits(one, other, limits),
    audits: {
      before: [...new Set([...one.audits.before, ...other.audits.before])],
      during: [...new Set([...one.audits.during, ...other.audits.during])],
    },
  };
  for (const key of handling) {
    if (worker[key] === undefined) delete merged[key];
    else Object.assign(merged, { [key]: worker[key] });
  }
  if (one.description && other.description) {
    merged.description = joined(one.description, other.description, '\n', '\n');
  } else if (other.description) merged.description = other.description;
  if (one.legal || other.legal) merged.legal = true;
  return merged;
}

function joined(one: Localized, other: Localized, zh: string, en: string): Localized {
  return { zh: `${one.zh}${zh}${other.zh}`, en: `${one.en}${en}${other.en}` };
}

/** Each fact once; what either of the two asks for is asked for. */
function mergedForm(one: Task['form'], other: Task['form']): Task['form'] {
  const later = new Map(other.map((field) => [field.fact, field]));
  const known = new Set(one.map((field) => field.fact));
  return [
    ...one.map((field) => stricter(field, later.get(field.fact) ?? field)),
    ...other.filter((field) => !known.has(field.fact)),
  ];
}

/** Entering goes before showing, and having to before being free to. */
function stricter(field: Task['form'][number], again: Task['form'][number]): Task['form'][number] {
  if (field.readonly) return again;
  if (again.readonly || !field.optional) return field;
  return again;
}

function mergedLimits(one: Task, other: Task, from: Merge['limits']): Task['limits'] {
  if (one.limits.length === 0 || from === 'second')
    return other.limits.length > 0 ? other.limits : one.limits;
  if (from === 'first') return one.limits;
  const taken = new Set(one.limits.map((limit) => limit.id));
  const added = other.limits.map((limit) => {
    let id = limit.id;
    for (let n = 2; taken.has(id); n += 1) id = `${limit.id.slice(0, 58)}_${n}`;
    taken.add(id);
    return { ...limit, id };
  });
  return [...one.limits, ...added];
}

/** The ways on of the second, then the returns of the first; between the two themselves nothing leads. */
function mergedWays(one: Task, other: Task, { first, second }: Pair): Route[] {
  const passName = one.routes.find((route) => route.to === second && leadsOn(route))?.name;
  const onward = other.routes.filter((route) => route.to !== first);
  const step = { ...other, routes: [...onward] };
  for (const route of one.routes) {
    const isTwin = step.routes.some(({ to, result }) => to === route.to && result === route.result);
    if (route.to === second || isTwin) continue;
    step.routes.push({ ...route, id: freshRouteId(step, route.to) });
  }
  return step.routes.map((route) =>
    step.routes.length > 1 && route.name === undefined && passName !== undefined && leadsOn(route)
      ? { ...route, name: passName }
      : route,
  );
}

interface Places extends Pair {
  kept: string;
  gone: string;
}

/** The merged step stands where the first stood; what stood below the second follows. */
function takePlace(draft: FlowDocument, { kept, gone, first, second }: Places): void {
  const [upper, lower] = [boxOf(draft, first), boxOf(draft, second)];
  const branch = draft.flow.steps[first]?.branch;
  draft.layout.positions[kept] = { x: upper?.x ?? 0, y: upper?.y ?? 0 };
  delete draft.layout.positions[gone];
  if (upper === undefined || lower === undefined || lower.y < bottomOf(upper)) return;
  follow(draft, branch, bottomOf(lower), bottomOf(upper) - bottomOf(lower));
}

/** What led to a step that is gone leads to the one that is kept. */
function bendTo({ flow }: FlowDocument, gone: string, kept: string): void {
  const branch = flow.steps[gone]?.branch;
  const around = branch === undefined ? undefined : branchNamed(flow, branch)?.branch;
  if (around?.start === gone) around.start = kept;
  for (const at of waysInto(flow, gone)) {
    const route = routeAt(flow, at);
    const step = flow.steps[at.step];
    if (route === undefined || step === undefined) continue;
    const isTwin = waysOf(step).some(
      (one) => one !== route && one.to === kept && one.result === route.result && !one.when,
    );
    if (at.step === kept || at.step === gone || (isTwin && !route.when)) dropRoutes(flow, [at]);
    else Object.assign(route, asReturn(flow, at.step, { ...route, to: kept }));
  }
}
