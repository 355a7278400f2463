/** Words that come with the data: each thing carries its name in both languages. */
import { useTranslation } from 'react-i18next';
import type { Language, Localized } from '@flowmeter/engine/problem.ts';

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh';
}

/** Says a localized text in the person's language; nothing for nothing. */
export function useSay(): (text: Localized | null | undefined) => string {
  const language = useLanguage();
  return (text) => text?.[language] ?? '';
}
