/** Live screens: who listens, and what each may hear. */
import type { Actor } from './app-env.ts';
import type { Delivery } from './store/outbox.ts';
import type { Notice } from './store/case-writes.ts';

export interface Listener {
  actor: Actor;
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
        for (const notice of notices)
          if (mayHear(listener.actor, notice)) listener.hear(id, notice);
      }
    },
    close: () => {
      for (const listener of listeners) listener.close();
      listeners.clear();
    },
  };
}

/** Notices say only that something changed; reading it asks the policy again. */
function mayHear(actor: Actor, notice: Notice): boolean {
  return notice.unit === undefined || actor.sees.has(notice.unit) || notice.topic === 'tasks';
}
