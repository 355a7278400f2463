/** How much room there is; the same widths as in the style sheets. */
import { useCallback, useSyncExternalStore } from 'react';

/** Room for a list and what is chosen from it, side by side. */
export function useIsWide(): boolean {
  return useMedia('(min-width: 1200px)');
}

/** So little that tables scroll sideways. */
export function useIsNarrow(): boolean {
  return useMedia('(max-width: 860px)');
}

function useMedia(query: string): boolean {
  const watch = useCallback(
    (changed: () => void) => {
      const media = globalThis.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(watch, () => globalThis.matchMedia(query).matches);
}
