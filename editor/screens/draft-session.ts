/** One sitting at a draft: its document with everything that can be undone, and how edits are done. */
import type { Objectish } from 'immer';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem, Result } from '@flowmeter/engine/problem.ts';
import type { EditPort } from '../canvas/port.ts';
import { takeMerged } from '../document/take-merged.ts';
import { type HistoryOf, historyOf, labels, redo, seal, undo } from '../document/undoing.ts';

export interface Session<D, E> {
  history: StoreApi<{ history: HistoryOf<D> }>;
  /** Why the last edit could not be done; a new object each time. */
  refusals: StoreApi<{ problems: readonly Problem[] }>;
  port: EditPort<D, E>;
  /** Ends a burst of typing: what follows is undone on its own. */
  seal: () => void;
  /** Puts a merged document in place; it can be undone like an edit. */
  take: (document: D) => void;
}

/** How a document of the kind is edited. */
export type Perform<D, E> = (
  history: HistoryOf<D>,
  edit: E,
  burst?: string,
) => Result<{ history: HistoryOf<D>; touched: string[] }>;

export function createSession<D extends Objectish, E>(
  document: D,
  perform: Perform<D, E>,
): Session<D, E> {
  const refusals = createStore(() => ({ problems: [] as readonly Problem[] }));
  const store = createStore(() => ({ history: historyOf(document) }));
  const now = () => store.getState().history;
  const become = (history: HistoryOf<D>) => {
    if (history !== now()) store.setState({ history });
  };
  return {
    history: store,
    refusals,
    port: {
      read: () => now().document,
      perform(edit, burst) {
        const answer = perform(now(), edit, burst);
        if (!answer.ok) {
          refusals.setState({ problems: answer.problems });
          return undefined;
        }
        become(answer.value.history);
        return answer.value.touched;
      },
      undo: () => become(undo(now())),
      redo: () => become(redo(now())),
      labels: () => labels(now()),
    },
    seal: () => become(seal(now())),
    take: (merged) => become(takeMerged(now(), merged)),
  };
}
