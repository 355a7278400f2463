/** What is selected, kept within the grid; undoing and redoing bring back what was selected then. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { atFirst, type Selection, within } from './selection.ts';
import type { Sheet } from './sheet.ts';

interface Steps {
  undo: Localized | null;
  redo: Localized | null;
}

interface History {
  labels: () => Steps;
}

interface Places {
  before: Selection;
  after: Selection;
}

export function useSelection(
  sheet: Sheet,
  history: History | undefined,
): [Selection, (selection: Selection) => void] {
  const [held, select] = useState<Selection>(atFirst);
  const selection = useMemo(() => kept(held, sheet), [held, sheet]);
  useRestoring(sheet.rows, history, held, select);
  return [selection, select];
}

/** Rows can go from under a selection, by undo or from elsewhere. */
function kept({ at, anchor, home }: Selection, { rows, columns, edits }: Sheet): Selection {
  const size = { rows: rows.length, more: edits !== undefined, columns: columns.length, page: 1 };
  return { at: within(size, at), anchor: within(size, anchor), home };
}

/** A step of the history is known by its words, which are one object for as long as it is kept. */
function useRestoring(
  rows: unknown,
  history: History | undefined,
  selection: Selection,
  select: (selection: Selection) => void,
): void {
  const places = useRef(new WeakMap<Localized, Places>());
  const last = useRef<{ rows: unknown; steps: Steps; selection: Selection }>(undefined);
  useEffect(() => {
    if (history === undefined) return;
    const steps = history.labels();
    const { current: before } = last;
    last.current = { rows, steps, selection };
    if (before === undefined || before.rows === rows) return;
    const step = stepBetween(before.steps, steps);
    if (step.kind === 'done') {
      const known = places.current.get(step.of)?.before;
      places.current.set(step.of, { before: known ?? before.selection, after: selection });
      return;
    }
    const wanted = step.of === null ? undefined : places.current.get(step.of);
    if (wanted !== undefined) select(step.kind === 'undone' ? wanted.before : wanted.after);
  }, [rows, history, selection, select]);
}

type Step = { kind: 'done'; of: Localized } | { kind: 'undone' | 'redone'; of: Localized | null };

/** What led from one state of the history to another. */
export function stepBetween(before: Steps, now: Steps): Step {
  if (now.redo !== null && now.redo === before.undo) return { kind: 'undone', of: now.redo };
  if (now.undo === null || now.undo === before.redo) return { kind: 'redone', of: now.undo };
  return { kind: 'done', of: now.undo };
}
