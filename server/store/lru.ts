/** Keeps what was used recently: the last `capacity / 2` values at least, never more than `capacity`. */
export interface Lru<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
  /** Forgets every value that fits. */
  drop(fits: (value: T) => boolean): void;
}

export function createLru<T>(capacity: number): Lru<T> {
  /** Two generations: what is used moves to the young one, and the old one goes when that is full. */
  let young = new Map<string, T>();
  let old = new Map<string, T>();

  function set(key: string, value: T): void {
    young.set(key, value);
    if (young.size < capacity / 2) return;
    old = young;
    young = new Map();
  }

  return {
    set,
    get: (key) => {
      const value = young.get(key);
      if (value !== undefined) return value;
      const kept = old.get(key);
      if (kept !== undefined) set(key, kept);
      return kept;
    },
    delete: (key) => {
      young.delete(key);
      old.delete(key);
    },
    drop: (fits) => {
      for (const kept of [young, old]) {
        for (const [key, value] of kept) if (fits(value)) kept.delete(key);
      }
    },
  };
}
