/** What is going to happen, in the order of time. */
export interface Happening {
  /** Epoch milliseconds. */
  at: number;
  run: () => Promise<void>;
}

export interface Agenda {
  add(at: number, run: Happening['run']): void;
  /** When the next thing happens; undefined when nothing does. */
  next(): number | undefined;
  take(): Happening | undefined;
}

export function createAgenda(): Agenda {
  const waiting: Happening[] = [];
  return {
    add: (at, run) => {
      let low = 0;
      let high = waiting.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((waiting[middle]?.at ?? 0) <= at) low = middle + 1;
        else high = middle;
      }
      waiting.splice(low, 0, { at, run });
    },
    next: () => waiting[0]?.at,
    take: () => waiting.shift(),
  };
}
