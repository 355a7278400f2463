/** What the person chose for this browser: language, theme, the side navigation's width. */
import { useStore } from 'zustand';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { Language } from '@flowmeter/engine/problem.ts';

export const themeChoices = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

interface Preferences {
  language: Language;
  theme: ThemeChoice;
  /** Is the side navigation reduced to its icons? */
  narrow: boolean;
}

/** Chinese unless the browser asks for another language first. */
function firstLanguage(): Language {
  const asked = globalThis.navigator?.language ?? 'zh';
  return asked.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export const preferences = createStore<Preferences>()(
  persist((): Preferences => ({ language: firstLanguage(), theme: 'system', narrow: false }), {
    name: 'flowmeter.preferences',
    version: 1,
  }),
);

export function usePreferences(): Preferences {
  return useStore(preferences);
}

export function prefer(chosen: Partial<Preferences>): void {
  preferences.setState(chosen);
}
