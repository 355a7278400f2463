/** Live screens: who listens, and what each may hear. */
import type { Delivery } from './store/outbox.ts';
import type { News } from './store/case-writes.ts';

export interface Listener {
  mayHear(news: News): boolean;
  hear(id: number, news: News): void;
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
    deliver: ({ id, news }) => {
      for (const listener of listeners) {
        for (const one of news) {
          if (listener.mayHear(one)) listener.hear(id, one);
        }
      }
    },
    close: () => {
      for (const listener of listeners) listener.close();
      listeners.clear();
    },
  };
}
