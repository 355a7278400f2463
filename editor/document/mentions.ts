/** Where a flow speaks of a step by its id, besides the routes that lead there. */
import { computedFacts } from '@flowmeter/engine/case/builtin-facts.ts';
import type { Condition, FactParams } from '@flowmeter/engine/definition/condition.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Limit } from '@flowmeter/engine/definition/limit.ts';
import { autoOf, taskOf } from '@flowmeter/engine/flow/structure.ts';
import type { Step } from '@flowmeter/engine/steps/registry.ts';
import { waysOf } from './document.ts';

/** What spoke of one step speaks of another: handlers, notices, exemptions, limits, conditions. */
export function mentionInstead(draft: FlowDefinition, old: string, now: string): void {
  const change = (id: string) => (id === old ? now : id);
  const changeAll = (ids: readonly string[]) => [...new Set(ids.map(change))];
  if (draft.cancel?.until) draft.cancel.until = changeAll(draft.cancel.until);
  for (const limit of draft.limits) inLimit(limit, change);
  for (const step of Object.values(draft.steps)) mentionOthers(step, change);
}

type Change = (id: string) => string;

/** A step and its routes speak of other steps than before, besides where the routes lead. */
export function mentionOthers(step: Step, change: Change): void {
  for (const { exempt, when } of waysOf(step)) {
    if (exempt) exempt.steps = [...new Set(exempt.steps.map(change))];
    if (when) inCondition(when, change);
  }
  const assign = taskOf(step)?.assign;
  if (assign?.step !== undefined) assign.step = change(assign.step);
  if ('compensation' in step && step.compensation !== undefined) {
    step.compensation = change(step.compensation);
  }
  const deed = autoOf(step)?.does;
  if (deed !== undefined && 'notice' in deed && 'step' in deed.notice) {
    deed.notice.step = change(deed.notice.step);
  }
  for (const limit of 'limits' in step ? step.limits : []) inLimit(limit, change);
}

function inLimit({ when }: Limit, change: Change): void {
  if (when) inCondition(when, change);
}

function inCondition(condition: Condition, change: Change): void {
  if ('all' in condition) for (const one of condition.all) inCondition(one, change);
  else if ('any' in condition) for (const one of condition.any) inCondition(one, change);
  else if ('not' in condition) inCondition(condition.not, change);
  else {
    inParams(condition.fact, condition.params, change);
    const { value } = condition;
    if (value !== null && typeof value === 'object' && 'fact' in value) {
      inParams(value.fact, value.params, change);
    }
  }
}

/** Arguments that are steps; what else happens to be called like one stays. */
function inParams(fact: string, params: FactParams | undefined, change: Change): void {
  for (const { id, kind } of computedFacts[fact]?.params ?? []) {
    const value = params?.[id];
    if (params === undefined || (kind !== 'step' && kind !== 'steps')) continue;
    if (typeof value === 'string') params[id] = change(value);
    if (Array.isArray(value)) {
      params[id] = value.map((one) => (typeof one === 'string' ? change(one) : one));
    }
  }
}
