/** Refusals that pass: the same is to be tried again. */
import type { Problem, ProblemCode } from '@flowmeter/engine/problem.ts';

const passing: ReadonlySet<ProblemCode> = new Set(['busy', 'read_only', 'version_conflict']);

export function isPassing({ problems: [first] }: { problems: readonly Problem[] }): boolean {
  return first !== undefined && passing.has(first.code);
}
