/** Problems of a flow in the order in which they are shown and walked through. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';

/** Errors first, then warnings; else as they were found. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => rank[a.level] - rank[b.level]);
}

const rank: Record<Problem['level'], number> = { error: 0, warning: 1 };

/** The step that a problem is about, if it is about one that is there. */
export function stepOf(found: Problem, flow: FlowDefinition): string | undefined {
  const [, place, id] = partsOf(found.at ?? '');
  return place === 'steps' && id !== undefined && Object.hasOwn(flow.steps, id) ? id : undefined;
}

/** The id of the route that a problem is about, of the step that `stepOf` names. */
export function routeOf(found: Problem, flow: FlowDefinition): string | undefined {
  const step = stepOf(found, flow);
  const [, , , place, index] = partsOf(found.at ?? '');
  if (step === undefined || place !== 'routes') return undefined;
  return flow.steps[step]?.routes[Number(index)]?.id;
}

/** The steps of the way that a problem tells of, from the start; none for most problems. */
export function traceOf({ details }: Problem): string[] {
  return typeof details['steps'] === 'string' ? details['steps'].split(' ') : [];
}

/** The index after (or before) another, round and round; undefined when there is nothing. */
export function following(count: number, at: number | undefined, by: 1 | -1): number | undefined {
  if (count === 0) return undefined;
  if (at === undefined || at >= count) return by === 1 ? 0 : count - 1;
  return (at + by + count) % count;
}

/** F8 goes to the next problem, with Shift to the one before. */
export function walkByKey(
  event: { key: string; shiftKey: boolean; preventDefault(): void; stopPropagation(): void },
  go: ((by: 1 | -1) => void) | undefined,
): void {
  if (event.key !== 'F8' || go === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  go(event.shiftKey ? -1 : 1);
}

/** Problems at a place of the document and below it; `pointer` as RFC 6901 writes it. */
export function problemsAt(problems: readonly Problem[], pointer: string): Problem[] {
  return problems.filter(({ at }) => at === pointer || at?.startsWith(`${pointer}/`) === true);
}

export function countOf(problems: readonly Problem[]): { errors: number; warnings: number } {
  const errors = problems.filter((one) => one.level === 'error').length;
  return { errors, warnings: problems.length - errors };
}

function partsOf(pointer: string): string[] {
  return pointer.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
