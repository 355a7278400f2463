/** Words in both languages as they are typed. */
import type { Language, Localized } from '@flowmeter/engine/problem.ts';

export const noWords: Localized = { zh: '', en: '' };

export interface Following {
  /** Is this the name that a new thing was given? */
  isGiven?: (words: string) => boolean;
  /** Does this language lead: the person's own, or the one that the other has followed so far? */
  leads: boolean;
}

/**
 * The words when one language is typed. The other follows as long as it says nothing of its own: it is
 * empty, the name that a new thing was given, or the same where the language typed leads.
 */
export function typed(
  held: Localized,
  language: Language,
  text: string,
  { isGiven = () => false, leads }: Following,
): Localized {
  const words = held[language === 'zh' ? 'en' : 'zh'];
  const follows = words === '' || isGiven(words) || (leads && words === held[language]);
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
