import { useSyncExternalStore } from 'react';

/** Room for a list and what is chosen from it, side by side. */
const WIDE = '(min-width: 1200px)';

export function useIsWide(): boolean {
  return useSyncExternalStore(watch, () => globalThis.matchMedia(WIDE).matches);
}

function watch(changed: () => void): () => void {
  const media = globalThis.matchMedia(WIDE);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}
