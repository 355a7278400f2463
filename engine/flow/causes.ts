/** Problems of a flow with what follows from them. */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Localized, Problem } from '../problem.ts';

export interface Cause {
  problem: Problem;
  /** Steps at which a way on is missing. */
  lost: readonly string[];
  /** Steps that a closed route would have led to. */
  closed?: readonly string[];
  /** Steps that are wrong only because of this. */
  follows: string[];
}

export function causeOf(found: Problem): Cause {
  const { step } = found.details;
  const isLost = found.code === 'step_without_route' && typeof step === 'string';
  return { problem: found, lost: isLost ? [step] : [], follows: [] };
}

/** The problem, with the ids and the names of what follows from it (`also` stands in its words). */
export function told(flow: FlowDefinition, { problem, follows }: Cause): Problem {
  const steps = [...new Set(follows)];
  if (steps.length === 0) return problem;
  const details = { ...problem.details, follows: steps.join(' '), also: alsoWords(flow, steps) };
  // What makes something else impossible cannot be lived with.
  return { ...problem, level: 'error', details };
}

/** As many as are named; of the others it is said how many there are. */
const NAMED = 3;

function alsoWords(flow: FlowDefinition, steps: readonly string[]): Localized {
  const names = steps.slice(0, NAMED).map((id) => flow.steps[id]?.name ?? { zh: id, en: id });
  const more = steps.length - names.length;
  return {
    zh: `（受其影响：${names.map((one) => one.zh).join('、')}${more > 0 ? `等 ${steps.length} 个环节` : ''}）`,
    en: ` (with it: ${names.map((one) => one.en).join(', ')}${more > 0 ? ` and ${more} more` : ''})`,
  };
}
