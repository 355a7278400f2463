/** Words in both languages as they are typed. */
import type { Language, Localized } from '@flowmeter/engine/problem.ts';

export const noWords: Localized = { zh: '', en: '' };

/**
 * The words when one language is typed. The other follows as long as it says nothing of its own: it is
 * empty, the same, or the name that a new thing was given.
 */
export function typed(
  held: Localized,
  language: Language,
  text: string,
  isGiven: (words: string) => boolean = () => false,
): Localized {
  const other = language === 'zh' ? 'en' : 'zh';
  const words = held[other];
  const follows = words === '' || words === held[language] || isGiven(words);
  return follows ? { zh: text, en: text } : { ...held, [language]: text };
}

/** What of typed words can be kept: both languages, or nothing where there may be nothing. */
export function kept(
  { zh, en }: Localized,
  isOptional: boolean,
): { words: Localized | undefined } | undefined {
  const words = { zh: zh.trim(), en: en.trim() };
  if (words.zh === '' && words.en === '') return isOptional ? { words: undefined } : undefined;
  return words.zh === '' || words.en === '' ? undefined : { words };
}
