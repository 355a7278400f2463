/** Live screens: who listens, and what each may hear. */
import type { Delivery } from './store/outbox.ts';
import type { News } from './store/case-writes.ts';

export interface Listener {
  account: string;
  mayHear(news: News): boolean;
  hear(id: number, news: News): void;
  /** What they may hear, and whether they may at all, has perhaps changed. */
  check(): void;
  /** The server is going down, or the session is over. */
  close(): void;
}

export interface Live {
  /** Returns how to stop listening; undefined while the account has as many listeners as one may have. */
  listen(listener: Listener): (() => void) | undefined;
  deliver(delivery: Delivery): void;
  /** Sessions were ended, or people may do something else now. */
  check(): void;
  close(): void;
}

/** A person has so many pages open at most; more is a program that went astray. */
const OF_ONE_ACCOUNT = 24;

export function createLive(): Live {
  const listeners = new Set<Listener>();
  return {
    listen: (listener) => {
      const same = listeners.values().filter(({ account }) => account === listener.account);
      if (same.toArray().length >= OF_ONE_ACCOUNT) return undefined;
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
    check: () => {
      for (const listener of listeners) listener.check();
    },
    close: () => {
      for (const listener of listeners) listener.close();
      listeners.clear();
    },
  };
}
