/**
 * The semantic difference of two definitions: what was added, removed, changed or moved, where, and in
 * one sentence for business staff. Nothing is left out: `applyDiff(before, diff(before, after))` is
 * `after`, exactly. Where things stand on the canvas is another document (kind `layout`) and so never
 * appears among the differences of a flow.
 */
import type { Localized } from '../problem.ts';
import { namesIn } from './diff-names.ts';
import { matches, nodeAt, textAt, type Side } from './diff-place.ts';
import { sentenceOf } from './diff-sentence.ts';
import { isBag, structuralDiff, type Edit, type Path } from './diff-structure.ts';
import type { Pack } from './pack.ts';
import { pointer } from './pointer.ts';

export interface Difference {
  /** `moved`: the element of a list changed places; `before` and `after` are its indices, from 0. */
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** JSON Pointer into the new document; into the old one for what was removed. */
  pointer: string;
  /** The step, and the route of it, that the difference is about: for the canvas. */
  step: string | null;
  route: string | null;
  before: unknown;
  after: unknown;
  sentence: Localized;
}

/**
 * `before` or `after` is null where there is no such document. `pack` is what the new document stands
 * in; it gives the names of facts, posts and rules.
 */
export function diff(
  before: unknown,
  after: unknown,
  pack: Pack = { definitions: [] },
): Difference[] {
  const edits = structuralDiff(before, after);
  if (edits.length === 0) return [];
  const sides = { before: sideOf(before, after, pack), after: sideOf(after, before, pack) };
  return edits.map((edit) => differenceOf(edit, sides));
}

function differenceOf(whole: Edit, sides: { before: Side; after: Side }): Difference {
  const edit = atRoot(whole);
  const [side, path] = edit.kind === 'removed' ? [sides.before, edit.from] : [sides.after, edit.to];
  return {
    kind: edit.kind,
    pointer: pointer(path),
    ...concerned(side, path),
    before: edit.kind === 'added' ? undefined : edit.before,
    after: edit.kind === 'removed' ? undefined : edit.after,
    sentence: sentenceOf({ edit, ...sides }),
  };
}

/** From nothing to a document is an addition, not a change. */
function atRoot(edit: Edit): Edit {
  if (edit.kind !== 'changed' || edit.to.length > 0) return edit;
  if (edit.before === null) return { kind: 'added', to: [], after: edit.after };
  return edit.after === null ? { kind: 'removed', from: [], before: edit.before } : edit;
}

/** A document, and what is needed to speak about it beside another. */
export function sideOf(document: unknown, other: unknown, pack: Pack): Side {
  return {
    document,
    kind: kindOf(document) ?? kindOf(other) ?? '',
    names: namesIn(document, pack),
  };
}

function kindOf(document: unknown): string | undefined {
  return isBag(document) && typeof document['kind'] === 'string' ? document['kind'] : undefined;
}

export function concerned(side: Side, path: Path): { step: string | null; route: string | null } {
  if (side.kind !== 'flow' || path[0] !== 'steps') return { step: null, route: null };
  const place = path.slice(0, 4);
  const isRoute = matches('steps/*/routes/*', place) && isBag(nodeAt(side.document, place));
  return { step: path[1] ?? null, route: isRoute ? textAt(side, place, 'id') : null };
}
