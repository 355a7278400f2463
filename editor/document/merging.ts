/** Merges a document of a draft with what became of it elsewhere, definition by definition. */
import type { LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { type Choices, type Conflict, mergeDefinitions } from '@flowmeter/engine/merge/merge.ts';
import { mergeLayouts } from '@flowmeter/engine/merge/merge-layouts.ts';

/** A document as it was, as it is here, and as it is elsewhere. `base` is null where that is not known. */
export interface Versions<D> {
  base: D | null;
  mine: D;
  theirs: D;
}

/** A conflict in one of the definitions that a document is made of. */
export interface PartConflict extends Conflict {
  /** The definition's name within the document, e.g. `flow` or `examples`. */
  part: string;
  /** By which it is chosen among those of all parts. */
  key: string;
}

export interface MergedDocument<D> {
  document: D;
  conflicts: PartConflict[];
}

const MARK = ' ';

/** Where steps stand is nothing to be asked about: mine counts where I moved it. */
export function mergeDocuments<D extends object>(
  { base, mine, theirs }: Versions<D>,
  choices: Choices,
  pack: Pack,
): MergedDocument<D> {
  const merged: Record<string, unknown> = {};
  const conflicts: PartConflict[] = [];
  let renamed: ReadonlyMap<string, string> = new Map();
  for (const part of Object.keys(mine)) {
    if (part === 'layout') continue;
    const three = {
      base: partOf(base, part),
      mine: partOf(mine, part),
      theirs: partOf(theirs, part),
    };
    const found = mergeDefinitions(three, choicesOf(choices, part), pack);
    merged[part] = found.merged;
    conflicts.push(...found.conflicts.map((one) => ({ ...one, part, key: keyOf(part, one.id) })));
    if (found.renamed.size > 0) renamed = found.renamed;
  }
  if ('layout' in mine) {
    merged['layout'] = mergedLayout({ base, mine, theirs } as Versions<Drawn>, renamed);
  }
  return { document: merged as D, conflicts };
}

/** The choices about one of the parts, by the names that its own conflicts have. */
export function choicesOf(choices: Choices, part: string): Choices {
  const own = Object.entries(choices).filter(([key]) => key.startsWith(part + MARK));
  return Object.fromEntries(own.map(([key, choice]) => [key.slice(part.length + 1), choice]));
}

interface Drawn {
  layout: LayoutDefinition;
}

function mergedLayout(
  { base, mine, theirs }: Versions<Drawn>,
  renamed: ReadonlyMap<string, string>,
): LayoutDefinition {
  const layouts = { base: base?.layout, mine: mine.layout, theirs: theirs.layout };
  return { ...mine.layout, positions: mergeLayouts(layouts, renamed) };
}

function keyOf(part: string, id: string): string {
  return `${part}${MARK}${id}`;
}

function partOf(document: object | null, part: string): unknown {
  return (document as Record<string, unknown> | null)?.[part] ?? null;
}
