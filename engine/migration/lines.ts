/** Where steps stand, beside one another in two versions of a flow. */
import type { FlowDefinition } from '../definition/flow.ts';
import {
  autoOf,
  blockByBranch,
  callingOf,
  compensates,
  enclosing,
  isAutomatic,
  taskOf,
  waitOf,
} from '../flow/structure.ts';
import { kindOf, type Step } from '../steps/registry.ts';

/** A block around a step, and the branch of it that the step stands in. */
export interface Around {
  block: string;
  branch: string;
}

/** A version of a flow with what is asked of it again and again. */
export interface Version {
  flow: FlowDefinition;
  blocks: ReadonlyMap<string, string>;
}

export function versionOf(flow: FlowDefinition): Version {
  return { flow, blocks: blockByBranch(flow) };
}

/** The blocks around a step, innermost first. */
export function aroundOf({ flow, blocks }: Version, step: string): Around[] {
  return enclosing(flow, step, blocks).flatMap((branch) => {
    const block = branch === undefined ? undefined : blocks.get(branch);
    return branch === undefined || block === undefined ? [] : [{ block, branch }];
  });
}

/** Does a case rest at both in the same way: for a person, a time, an answer, its branches? */
export function standsFor(one: Step, other: Step): boolean {
  return restOf(one) === restOf(other);
}

/** The way in which a case rests at a step, and whom it waits for, in a word. */
function restOf(step: Step): string {
  const does = autoOf(step)?.does;
  return [
    step.kind,
    kindOf(step).arrival,
    isAutomatic(step),
    waitOf(step)?.message !== undefined,
    taskOf(step)?.sign !== undefined,
    does !== undefined && 'send' in does ? does.send.connector : '',
    callingOf(step)?.flow,
    compensates(step),
  ].join(' ');
}

/** Can a case be found at the step, between two commands? */
export function holdsCases(step: Step): boolean {
  const { arrival } = kindOf(step);
  const isPassed = arrival === 'pass' || arrival === 'end' || isAutomatic(step);
  return !isPassed && !compensates(step);
}
