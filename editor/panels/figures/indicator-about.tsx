/** What an indicator is called. */
import { useTranslation } from 'react-i18next';
import { Field } from '../inputs/field.tsx';
import { TextInput } from '../inputs/text-input.tsx';
import { WordsInput } from '../inputs/words-input.tsx';
import { FormPart } from './form-part.tsx';
import type { IndicatorFormProps } from './indicator-form.tsx';

const isId = (text: string) => /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(text);

export function IndicatorAbout({ indicator, port, isKnown }: IndicatorFormProps) {
  const { t } = useTranslation(['figures', 'rules']);
  const change = (part: string, value: unknown, burst?: string) =>
    port.perform({ do: 'change', args: { path: [part], value } }, burst);
  return (
    <FormPart title={t('form.about')}>
      <Field label={t('rules:field.name')} at="/name" isGroup>
        {() => (
          <WordsInput
            label={t('rules:field.name')}
            value={indicator.name}
            write={(words, burst) => words && change('name', words, burst)}
          />
        )}
      </Field>
      <Field label={t('rules:settings.description')} at="/description" isGroup>
        {() => (
          <WordsInput
            label={t('rules:settings.description')}
            value={indicator.description}
            isLong
            isOptional
            write={(words, burst) => change('description', words, burst)}
          />
        )}
      </Field>
      <Field
        label={t('form.key')}
        at="/key"
        help={isKnown ? t('form.keyStays') : t('form.keyHelp')}
      >
        {(tied) =>
          isKnown ? (
            <code id={tied.id} className="rule-id">
              {indicator.key}
            </code>
          ) : (
            <TextInput
              value={indicator.key}
              accepts={isId}
              refusal={t('rules:field.idWrong')}
              write={(key, burst) => change('key', key, burst)}
              {...tied}
            />
          )
        }
      </Field>
    </FormPart>
  );
}
