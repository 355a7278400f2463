/** The time now, told to every countdown by one clock. */
import { useSyncExternalStore } from 'react';

const TICK = 15_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** Milliseconds since 1970; new every quarter of a minute. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => now);
}

function watch(changed: () => void): () => void {
  listeners.add(changed);
  now = Date.now();
  timer ??= setInterval(tick, TICK);
  return () => {
    listeners.delete(changed);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = Date.now();
  for (const changed of listeners) changed();
}
