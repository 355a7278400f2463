/**
 * Undo and redo over a document of any kind. An entry is one gesture or typing burst, kept as the patches
 * that did it and those that take it back: undo(do(x)) is x exactly. Selection and viewport are no part
 * of it.
 */
import type { Localized, Result } from '@flowmeter/engine/problem.ts';
import {
  applyPatches,
  current,
  type Draft,
  enablePatches,
  isDraft,
  type Objectish,
  type Patch,
  produceWithPatches,
} from 'immer';

enablePatches();

/** The things to be selected when a command is done. */
export type Touched = string[];

/** What an editing command of a document is. */
export interface CommandOn<D, A> {
  /** What undoing it is called, e.g. 删除“现场勘查”. Read from the document before the change. */
  label: (args: A, before: D) => Localized;
  /** Changes the draft in place. When it answers problems, nothing is changed. */
  run: (draft: D, args: A) => Result<Touched>;
}

interface Entry {
  label: Localized;
  patches: Patch[];
  inverse: Patch[];
  /** Edits of the same burst become one entry while nothing else happens between them. */
  burst: string | undefined;
}

export interface HistoryOf<D> {
  document: D;
  past: readonly Entry[];
  future: readonly Entry[];
}

/** More steps back than these are forgotten. */
const MOST = 1000;

export function historyOf<D>(document: D): HistoryOf<D> {
  return { document, past: [], future: [] };
}

/**
 * Does a command. What it refuses comes back as problems, and what changes nothing leaves no entry.
 * `burst` names the gesture that the edit is part of, e.g. typing into one field.
 */
export function carryOut<D extends Objectish, A>(
  history: HistoryOf<D>,
  command: CommandOn<D, A>,
  args: A,
  burst?: string,
): Result<{ history: HistoryOf<D>; touched: Touched }> {
  const before = history.document;
  let answer: Result<Touched> = { ok: true, value: [] };
  const [document, patches, inverse] = produceWithPatches(before, (draft: Draft<D>) => {
    answer = kept(command.run(draft as D, args));
  });
  const done = answer as Result<Touched>;
  if (!done.ok) return done;
  if (patches.length === 0) return { ok: true, value: { history, touched: done.value } };
  const entry = { label: command.label(args, before), patches, inverse, burst };
  const past = withEntry(history.past, entry, history.future.length === 0);
  return { ok: true, value: { history: { document, past, future: [] }, touched: done.value } };
}

/** What was refused names things of a draft that is gone when the words are read. */
function kept(answer: Result<Touched>): Result<Touched> {
  if (answer.ok) return answer;
  const problems = answer.problems.map(({ details, ...found }) => ({
    ...found,
    details: Object.fromEntries(
      Object.entries(details).map(([key, value]) => [key, isDraft(value) ? current(value) : value]),
    ),
  }));
  return { ok: false, problems };
}

/** The state before the last entry; the same history when there is none. */
export function undo<D extends Objectish>(history: HistoryOf<D>): HistoryOf<D> {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  return {
    document: applyPatches(history.document, last.inverse),
    past: history.past.slice(0, -1),
    future: [last, ...history.future],
  };
}

export function redo<D extends Objectish>(history: HistoryOf<D>): HistoryOf<D> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return {
    document: applyPatches(history.document, next.patches),
    past: [...history.past, next],
    future,
  };
}

/** Ends the burst: what comes next is an entry of its own, whatever it is called. */
export function seal<D>(history: HistoryOf<D>): HistoryOf<D> {
  const last = history.past.at(-1);
  if (last?.burst === undefined) return history;
  return { ...history, past: [...history.past.slice(0, -1), { ...last, burst: undefined }] };
}

/** What undo and redo would take back and do again; null where there is nothing. */
export function labels<D>(history: HistoryOf<D>): {
  undo: Localized | null;
  redo: Localized | null;
} {
  return { undo: history.past.at(-1)?.label ?? null, redo: history.future[0]?.label ?? null };
}

function withEntry(past: readonly Entry[], entry: Entry, joins: boolean): readonly Entry[] {
  const last = past.at(-1);
  if (!joins || entry.burst === undefined || last?.burst !== entry.burst) {
    return [...past, entry].slice(-MOST);
  }
  const merged = {
    ...last,
    patches: [...last.patches, ...entry.patches],
    inverse: [...entry.inverse, ...last.inverse],
  };
  return [...past.slice(0, -1), merged];
}
