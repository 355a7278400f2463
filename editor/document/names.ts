/** Ids and names of what is new: readable, and never used twice in a flow. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { stepKinds, type Step, type StepKindName } from '@flowmeter/engine/steps/registry.ts';
import { waysOf } from './document.ts';

const MAX_ID = 64;

/** `base_1`, `base_2`, …: the first that no step and no branch of the flow has, nor is taken. */
export function freshId(flow: FlowDefinition, base: string, taken?: ReadonlySet<string>): string {
  const used = idsOf(flow);
  for (let n = 1; ; n += 1) {
    const id = `${base.slice(0, MAX_ID - 6)}_${n}`;
    if (!used.has(id) && !taken?.has(id)) return id;
  }
}

/** A route is called after the step that it leads to: `to_survey`, `to_survey_2`. */
export function freshRouteId(step: Step, to: string): string {
  const used = new Set(waysOf(step).map((route) => route.id));
  const base = `to_${to}`.slice(0, MAX_ID - 4);
  if (!used.has(base)) return base;
  for (let n = 2; ; n += 1) {
    if (!used.has(`${base}_${n}`)) return `${base}_${n}`;
  }
}

/** `人工任务 3`, where no step has that name yet. */
export function freshName(flow: FlowDefinition, kind: StepKindName): Localized {
  const used = new Set(Object.values(flow.steps).map((step) => step.name.zh));
  const { name } = stepKinds[kind];
  for (let n = 1; ; n += 1) {
    if (!used.has(`${name.zh} ${n}`)) return { zh: `${name.zh} ${n}`, en: `${name.en} ${n}` };
  }
}

/** Is this the name that a new step was given, in this language? */
export function isFreshName(step: Step, language: 'zh' | 'en'): boolean {
  const name = stepKinds[step.kind].name[language];
  const number = step.name[language].slice(name.length + 1);
  return step.name[language].startsWith(`${name} `) && /^\d+$/.test(number);
}

function idsOf(flow: FlowDefinition): Set<string> {
  const ids = new Set(Object.keys(flow.steps));
  for (const step of Object.values(flow.steps)) {
    if ('branches' in step) for (const branch of step.branches) ids.add(branch.id);
  }
  return ids;
}
