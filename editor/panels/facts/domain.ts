/** Which values a fact may have, in a few words. */
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { useSay } from '../../words/say.ts';

/** So many options are named; the rest is counted. */
const FEW = 3;

export function useDomainWords(): (fact: Fact) => string {
  const { t } = useTranslation('facts');
  const say = useSay();
  return ({ options, min, max, max_length: longest, pattern }) => {
    if (pattern !== undefined) return pattern;
    if (options !== undefined) {
      const named = options.slice(0, FEW).map(({ name }) => say(name));
      const words = named.join(t('listing'));
      return options.length <= FEW ? words : t('domain.options', { words, n: options.length });
    }
    if (min !== undefined && max !== undefined) return `${min} – ${max}`;
    if (min !== undefined) return `≥ ${min}`;
    if (max !== undefined) return `≤ ${max}`;
    return longest === undefined ? '' : t('domain.length', { n: longest });
  };
}
