import type { Route } from '@flowmeter/engine/definition/route.ts';
import { isAllowed } from '@flowmeter/engine/flow/structure.ts';
import { failed, type Localized, ok, problem } from '@flowmeter/engine/problem.ts';
import {
  kindOf,
  type Step,
  stepKinds,
  type StepKindName,
} from '@flowmeter/engine/steps/registry.ts';
import { about, defineCommand } from '../command.ts';
import { type FlowDocument, waysInto, waysOf } from '../document.ts';
import { stepFieldName } from '../field-names.ts';
import { sizeOf } from '../geometry.ts';
import { asReturn, dropRoutes, leadsOn } from '../lines.ts';
import { freshName, isFreshName } from '../names.ts';
import { newStep } from '../new-step.ts';
import { settle } from '../place.ts';

/**
 * Another kind in a step's place: its id, the routes to it and whatever the new kind has as well stay.
 */
export const replaceStep = defineCommand<{ step: string; kind: StepKindName }>({
  label: ({ step, kind }, before) => {
    const { zh, en } = stepKinds[kind].name;
    const [inZh, inEn] = [`把“{name}”替换为${zh}`, `Replace “{name}” with ${en.toLowerCase()}`];
    return about(inZh, inEn, before, step);
  },
  run(draft, { step: id, kind }) {
    const old = draft.flow.steps[id];
    if (old === undefined) return failed(problem('step_not_found', { step: id }));
    if (old.kind === kind) return ok([id]);
    if (!replacementsFor(old).includes(kind)) {
      const names = { name: old.name, kind: stepKinds[kind].name };
      return failed(problem('replace_unfit', names));
    }
    const ways = [...waysOf(old)];
    const { steps } = newStep(draft.flow, kind, old.branch, { x: 0, y: 0 });
    const blank = Object.values(steps)[0] as Step;
    const name = isFreshName(old, 'zh') ? freshName(draft.flow, kind) : old.name;
    const made = { ...blank, ...carried(old, kind), kind, name, routes: [] } as Step;
    draft.flow.steps[id] = made;
    dropForeign(draft, id, old);
    waysOf(made).push(...waysFor(draft.flow, id, made, ways));
    recentre(draft, id, old, made);
    settle(draft);
    return ok([id]);
  },
});

/** The kinds that may stand in a step's place: the start and what contains others stay what they are. */
export function replacementsFor(step: Step): StepKindName[] {
  if (!isPlain(step.kind)) return [];
  const kinds = Object.keys(stepKinds) as StepKindName[];
  return kinds.filter((kind) => kind !== step.kind && isPlain(kind));
}

/** What a step says that another kind has no place for, by name. */
export function lostBy(step: Step, kind: StepKindName): Localized[] {
  const shape = stepKinds[kind].schema.shape;
  const lost = Object.entries(step).filter(
    ([key, value]) => !apart.has(key) && !Object.hasOwn(shape, key) && saysSomething(value),
  );
  const names = lost.map(([key]) => stepFieldName(step, key));
  const before = waysOf(step);
  const after = before.slice(0, mostWays(kind));
  const cut = before.length > after.length ? [{ zh: '流向', en: 'routes' }] : [];
  const { conditional, arrival } = kindOf({ kind });
  const conditions =
    !conditional && after.some((route) => route.when) ? [{ zh: '流向条件', en: 'conditions' }] : [];
  const results =
    arrival !== 'task' && after.some((route) => route.result)
      ? [{ zh: '流向意见', en: 'results of routes' }]
      : [];
  return [...names, ...cut, ...conditions, ...results];
}

const apart = new Set(['kind', 'routes', 'name']);

function isPlain(kind: StepKindName): boolean {
  const { arrival } = kindOf({ kind });
  return arrival !== 'pass' && arrival !== 'contain';
}

/** What the other kind has as well. What it must have in one way only is its own. */
function carried(old: Step, kind: StepKindName): Record<string, unknown> {
  const { shape } = stepKinds[kind].schema;
  const own = Object.entries(old).filter(([key]) => !apart.has(key) && Object.hasOwn(shape, key));
  return Object.fromEntries(own);
}

/** Something that would be missed: not an empty list, nor an empty answer. */
function saysSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value !== null && typeof value === 'object') return Object.values(value).some(saysSomething);
  return value !== undefined && value !== '' && value !== false;
}

function mostWays(kind: StepKindName): number {
  const { outlets } = stepKinds[kind];
  return { none: 0, one: 1, many: Number.POSITIVE_INFINITY }[outlets];
}

/** As many of the routes as the new kind may have, each with what it can carry there. */
function waysFor(flow: FlowDocument['flow'], id: string, made: Step, ways: Route[]): Route[] {
  const { conditional, arrival } = kindOf(made);
  const order = [...ways.filter(leadsOn), ...ways.filter((route) => !leadsOn(route))];
  const most = mostWays(made.kind);
  const kept = most === 1 ? order.slice(0, 1) : ways.slice(0, most);
  return kept
    .map(({ when, exempt, result, redo, ...route }): Route => {
      const way: Route = { ...route };
      if (conditional && when) way.when = when;
      if (conditional && exempt) way.exempt = exempt;
      if (arrival === 'task' && result) way.result = result;
      const bent = asReturn(flow, id, way);
      return bent.result === 'return' && redo !== undefined ? { ...bent, redo } : bent;
    })
    .filter((route) => isAllowed(flow, id, route));
}

/** Routes into it that only its old kind could take. */
function dropForeign({ flow }: FlowDocument, id: string, old: Step): void {
  const foreign = waysInto(flow, id).filter(({ step, route }) => {
    const way = waysOf(flow.steps[step] ?? old).find((one) => one.id === route);
    return way !== undefined && !isAllowed(flow, step, way);
  });
  dropRoutes(flow, foreign);
}

/** Kinds differ in size: the axis stays, so that lines stay straight. */
function recentre({ layout }: FlowDocument, id: string, old: Step, made: Step): void {
  const at = layout.positions[id];
  if (at === undefined) return;
  at.x += (sizeOf(old).width - sizeOf(made).width) / 2;
}
