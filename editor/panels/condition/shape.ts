/**
 * A condition as it is edited: groups of parts that hold together, and comparisons. Every edit is pure
 * and gives a condition that fits the schema; a group never stays without parts.
 */
import type { Comparison, Condition } from '@flowmeter/engine/definition/condition.ts';

/**
 * What a group asks of its parts. `none` is written `not any` and `notAll` is written `not all`; a
 * `not` around anything else is a `none` of that one part.
 */
export const modes = ['all', 'any', 'none', 'notAll'] as const;
export type Mode = (typeof modes)[number];

export interface GroupView {
  mode: Mode;
  parts: readonly Condition[];
  /** A `not` around its only part, without a list. */
  isBare?: boolean;
}

/** Which part of which part, from the outermost group; the condition itself when empty. */
export type PartPath = readonly number[];

/** The condition as a group; undefined for a comparison. */
export function viewOf(condition: Condition): GroupView | undefined {
  if ('all' in condition) return { mode: 'all', parts: condition.all };
  if ('any' in condition) return { mode: 'any', parts: condition.any };
  if (!('not' in condition)) return undefined;
  const { not } = condition;
  if ('any' in not) return { mode: 'none', parts: not.any };
  if ('all' in not) return { mode: 'notAll', parts: not.all };
  return { mode: 'none', parts: [not], isBare: true };
}

/** The condition that is viewed so: madeOf(viewOf(c)) is c. */
export function madeOf({ mode, parts, isBare = false }: GroupView): Condition {
  const [only] = parts;
  const inside = [...parts];
  if (mode === 'all') return { all: inside };
  if (mode === 'any') return { any: inside };
  if (mode === 'notAll') return { not: { all: inside } };
  const stays = isBare && parts.length === 1 && only !== undefined && !isList(only);
  return { not: stays ? only : { any: inside } };
}

export function isComparison(condition: Condition): condition is Comparison {
  return viewOf(condition) === undefined;
}

export function partAt(condition: Condition, path: PartPath): Condition | undefined {
  const [index, ...rest] = path;
  if (index === undefined) return condition;
  const part = viewOf(condition)?.parts[index];
  return part && partAt(part, rest);
}

/** The condition with another part in that place; a part that is undefined goes, and groups left empty. */
export function withPart(
  condition: Condition,
  path: PartPath,
  part: Condition | undefined,
): Condition | undefined {
  const [index, ...rest] = path;
  if (index === undefined) return part;
  const view = viewOf(condition);
  const held = view?.parts[index];
  if (view === undefined || held === undefined) return condition;
  const next = withPart(held, rest, part);
  const parts = next === undefined ? view.parts.toSpliced(index, 1) : view.parts.with(index, next);
  return parts.length === 0 ? undefined : madeOf({ ...view, parts });
}

/** One more part at the end of a group; a comparison becomes a group of itself and the part. */
export function withAdded(condition: Condition, path: PartPath, part: Condition): Condition {
  return changed(condition, path, (held) => {
    const view = viewOf(held) ?? { mode: 'all', parts: [held] };
    return madeOf({ ...view, parts: [...view.parts, part] });
  });
}

/** A part one place up (-1) or down (1) among those of its group; at the edge it stays. */
export function withMoved(condition: Condition, path: PartPath, by: 1 | -1): Condition {
  const index = path.at(-1);
  if (index === undefined) return condition;
  return changed(condition, path.slice(0, -1), (held) => {
    const view = viewOf(held);
    const part = view?.parts[index];
    const to = index + by;
    if (view === undefined || part === undefined || view.parts[to] === undefined) return held;
    return madeOf({ ...view, parts: view.parts.toSpliced(index, 1).toSpliced(to, 0, part) });
  });
}

/** The group asks something else of its parts. */
export function withMode(condition: Condition, path: PartPath, mode: Mode): Condition {
  return changed(condition, path, (held) => {
    const view = viewOf(held);
    return view === undefined ? held : madeOf({ mode, parts: view.parts });
  });
}

/** The part put into a group of its own, whose mode is not that of the group around it. */
export function withGrouped(condition: Condition, path: PartPath): Condition {
  const around = partAt(condition, path.slice(0, -1));
  const isInAll = path.length > 0 && around !== undefined && viewOf(around)?.mode === 'all';
  return changed(condition, path, (part) =>
    madeOf({ mode: isInAll ? 'any' : 'all', parts: [part] }),
  );
}

/** The parts of an inner group put in its place among those of the group around it. */
export function withUngrouped(condition: Condition, path: PartPath): Condition {
  const index = path.at(-1);
  if (index === undefined) return condition;
  return changed(condition, path.slice(0, -1), (held) => {
    const view = viewOf(held);
    const inner = view?.parts[index] && viewOf(view.parts[index]);
    if (view === undefined || inner === undefined) return held;
    return madeOf({ ...view, parts: view.parts.toSpliced(index, 1, ...inner.parts) });
  });
}

/** JSON Pointer of a part below that of the condition, as checks name it. */
export function pointerOf(condition: Condition, path: PartPath): string {
  const [index, ...rest] = path;
  const view = viewOf(condition);
  const part = index === undefined ? undefined : view?.parts[index];
  if (view === undefined || part === undefined) return '';
  return `${written(view, index ?? 0)}${pointerOf(part, rest)}`;
}

function written({ mode, isBare }: GroupView, index: number): string {
  if (isBare) return '/not';
  if (mode === 'none') return `/not/any/${index}`;
  return mode === 'notAll' ? `/not/all/${index}` : `/${mode}/${index}`;
}

function changed(
  condition: Condition,
  path: PartPath,
  change: (held: Condition) => Condition,
): Condition {
  const held = partAt(condition, path);
  if (held === undefined) return condition;
  return withPart(condition, path, change(held)) ?? condition;
}

function isList(condition: Condition): boolean {
  return 'all' in condition || 'any' in condition;
}
