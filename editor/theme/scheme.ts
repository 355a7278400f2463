/** Light or dark: as chosen, or as the system says. */
import { useLayoutEffect, useSyncExternalStore } from 'react';
import { paint, type Scheme } from './palette.ts';
import { usePreferences, type ThemeChoice } from './preferences.ts';

const SYSTEM_IS_DARK = '(prefers-color-scheme: dark)';

/** The scheme to show; the page's CSS variables follow it. */
export function useScheme(): Scheme {
  const { theme } = usePreferences();
  const systemIsDark = useSyncExternalStore(watchSystem, asksForDark);
  const scheme = schemeOf(theme, systemIsDark);
  useLayoutEffect(() => paint(scheme, document.documentElement), [scheme]);
  return scheme;
}

export function schemeOf(choice: ThemeChoice, systemIsDark: boolean): Scheme {
  if (choice !== 'system') return choice;
  return systemIsDark ? 'dark' : 'light';
}

function asksForDark(): boolean {
  return globalThis.matchMedia(SYSTEM_IS_DARK).matches;
}

function watchSystem(changed: () => void): () => void {
  const media = globalThis.matchMedia(SYSTEM_IS_DARK);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}
