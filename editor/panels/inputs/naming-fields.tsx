/** What a definition is called and what it is for: the same two fields in every editor. */
import { useTranslation } from 'react-i18next';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { Field } from './field.tsx';
import { WordsInput } from './words-input.tsx';

interface NamingFieldsProps {
  named: { name: Localized; description?: Localized | undefined };
  change: (part: 'name' | 'description', words: Localized | undefined, burst?: string) => unknown;
}

export function NamingFields({ named, change }: NamingFieldsProps) {
  const { t } = useTranslation('rules');
  return (
    <>
      <Field label={t('field.name')} at="/name" isGroup>
        {() => (
          <WordsInput
            label={t('field.name')}
            value={named.name}
            write={(words, burst) => words && change('name', words, burst)}
          />
        )}
      </Field>
      <Field label={t('settings.description')} at="/description" isGroup>
        {() => (
          <WordsInput
            label={t('settings.description')}
            value={named.description}
            isLong
            isOptional
            write={(words, burst) => change('description', words, burst)}
          />
        )}
      </Field>
    </>
  );
}
