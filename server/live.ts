/** Live screens: who listens, and what each may hear. */
import type { Delivery } from './store/outbox.ts';
import type { Notice } from './store/case-writes.ts';

export interface Listener {
  mayHear(notice: Notice): boolean;
  hear(id: number, notice: Notice): void;
  /** The server is going down, or the session is over. */
  close(): void;
}

export interface Live {
  /** Returns how to stop listening. */
  listen(listener: Listener): () => void;
  deliver(delivery: Delivery): void;
  close(): void;
}

export function createLive(): Live {
  const listeners = new Set<Listener>();
  return {
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    deliver: ({ id, notices }) => {
      for (const listener of listeners) {
        for (const notice of notices) {
          if (listener.mayHear(notice)) listener.hear(id, notice);
        }
      }
    },
    close: () => {
      for (const listener of listeners) listener.close();
      listeners.clear();
    },
  };
}
