/** One sitting at a draft: its document with everything that can be undone, and how edits are done. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { EditPort } from '../canvas/port.ts';
import type { FlowDocument } from '../document/document.ts';
import { type History, historyOf, labels, perform, redo, seal, undo } from '../document/history.ts';

export interface Session {
  history: StoreApi<{ history: History }>;
  /** Why the last edit could not be done; a new object each time. */
  refusals: StoreApi<{ problems: readonly Problem[] }>;
  port: EditPort;
  /** Ends a burst of typing: what follows is undone on its own. */
  seal: () => void;
}

export function createSession(document: FlowDocument): Session {
  const refusals = createStore(() => ({ problems: [] as readonly Problem[] }));
  const store = createStore(() => ({ history: historyOf(document) }));
  const now = () => store.getState().history;
  const become = (history: History) => {
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
  };
}
