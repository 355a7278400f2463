import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type { AlsoProposed } from './draft-propose.tsx';
import { type ExamplesShelf, proposeExamples } from './rules-drafts.ts';

/** The examples that are proposed along with what they are of, as a change of their own. */
export function useAlsoExamples(
  shelf: ExamplesShelf,
  examples: ExamplesDefinition | null,
): AlsoProposed | undefined {
  const { t } = useTranslation('rules');
  return useMemo(() => {
    if (examples === null || examples.rows.length === 0) return undefined;
    return {
      definition: examples,
      base: shelf.base,
      propose: ({ title, reason }, key) =>
        proposeExamples(shelf, { title: t('examples.changeTitle', { title }), reason }, key),
    };
  }, [examples, shelf, t]);
}
