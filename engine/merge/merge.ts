/**
 * Three-way merge of definitions: what either side changed is in the result, whoever did it. What both
 * changed, each in another way, is a conflict with a name and a place, and stays as it was until somebody
 * chooses. Documents may be unfinished; whether the result can be used is said by `problems`.
 */
import type { Localized, Problem } from '../problem.ts';
import { type Bag, isBag, isWords } from '../definition/diff-structure.ts';
import type { Pack } from '../definition/pack.ts';
import { parseDefinition } from '../definition/parse.ts';
import { pointer } from '../definition/pointer.ts';
import { alikeByColumn, byColumn, byPlace, placedPath } from './columns.ts';
import { type Told, tellerOf } from './conflict-words.ts';
import { mergeValues } from './merge-values.ts';
import { namesTold, spokenOf } from './references.ts';
import { setApart } from './set-apart.ts';
import { type Choice, type Clash, type Merging, nameOf, type Place, type Three } from './three.ts';

export type { Choice } from './three.ts';

export interface Conflict {
  /** By which a choice is made; the same while the three documents are. */
  id: string;
  kind: Clash['kind'];
  /** JSON Pointer into the merged document: the thing, or where it would stand. */
  at: string;
  name: Localized;
  /** Undefined where there is none. */
  base: unknown;
  mine: unknown;
  theirs: unknown;
  /** What each side did, in sentences. */
  told: { mine: Localized[]; theirs: Localized[] };
  choice: Choice | null;
}

export interface MergedDefinitions {
  merged: unknown;
  conflicts: Conflict[];
  /** Why the result is no definition as it stands. */
  problems: Problem[];
  /** Ids of my steps that theirs has for others, and what mine are called now. */
  renamed: ReadonlyMap<string, string>;
}

export type Choices = Readonly<Record<string, Choice>>;

/** `base` is null where both began with nothing. `pack` gives names of what the documents speak about. */
export function mergeDefinitions(
  found: Three,
  choices: Choices = {},
  pack: Pack = { definitions: [] },
): MergedDefinitions {
  const { documents, renamed } = setApart(found);
  const { value, clashes } = mergeDocuments(documents, choices);
  const told = clashes.length === 0 ? undefined : tellerOf(documents, pack);
  const parsed = parseDefinition(value);
  return {
    merged: value,
    conflicts:
      told === undefined ? [] : clashes.map((clash) => conflictOf(clash, told, value, choices)),
    problems: parsed.ok ? [] : parsed.problems,
    renamed,
  };
}

function mergeDocuments(documents: Three, choices: Choices) {
  const whole = { ...documents, base: documents.base ?? emptyLike(documents) };
  const tables = byColumn(whole);
  const merged = mergeValues(tables ?? whole, root, mergingOf(tables ?? whole, choices, tables));
  if (tables === undefined) return merged;
  return { ...merged, value: byPlace(merged.value as Bag) };
}

const root: Place = { base: [], mine: [], theirs: [], id: [] };

function mergingOf(whole: Three, choices: Choices, tables: Three<Bag> | undefined): Merging {
  const spoken = {
    mine: spokenOf(whole.base, whole.mine),
    theirs: spokenOf(whole.base, whole.theirs),
  };
  return {
    choices,
    speaks: (side) => spoken[side].size > 0,
    speaksOf: (side, id) => namesTold(id).some((name) => spoken[side].has(name)),
    likeness: tables === undefined ? (_, element) => element : alikeByColumn(tables),
  };
}

/** Two that began with nothing agree on what is the same in both; what has parts is put together. */
function emptyLike({ mine, theirs }: Three): unknown {
  if (!isBag(mine) || !isBag(theirs)) return null;
  const alike = Object.entries(mine).flatMap(([key, value]) => {
    const other = theirs[key];
    if (value === other) return [[key, value]];
    const nothing = isWords(value) ? undefined : emptyOf(value);
    const isAlike = nothing !== undefined && Array.isArray(value) === Array.isArray(other);
    return isAlike && other !== undefined ? [[key, nothing]] : [];
  });
  return Object.fromEntries(alike) as unknown;
}

function emptyOf(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  return isBag(value) ? {} : undefined;
}

function conflictOf(
  clash: Clash,
  tell: (clash: Clash) => Told,
  merged: unknown,
  choices: Choices,
): Conflict {
  const id = nameOf(clash.place.id, clash.kind);
  const { kind } = clash;
  const at = pointer(placedPath(merged, clash.at));
  return { id, kind, at, ...tell(clash), choice: choices[id] ?? null };
}
