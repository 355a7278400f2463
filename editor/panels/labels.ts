/** What the fields of the panels are called. */
import { useTranslation } from 'react-i18next';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { useSay } from '../words/say.ts';

/** A name as it begins a line. */
export function useLabel(): (name: Localized) => string {
  const say = useSay();
  return (name) => {
    const words = say(name);
    return words.charAt(0).toUpperCase() + words.slice(1);
  };
}

/** What stands where several steps differ. */
export function useMixedWords(): string {
  return useTranslation('panels').t('mixed');
}
