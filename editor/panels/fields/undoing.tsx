/** How finished work is undone when a case is cancelled. */
import { useTranslation } from 'react-i18next';
import { Choose, useOptions } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { SwitchField } from '../inputs/switch-field.tsx';
import { useFieldLabel, useMixedWords } from '../labels.ts';
import { usePanel } from '../panel.ts';
import type { FieldProps } from '../subject.ts';

/** The step that undoes this one: one of those that stand outside the flow for that. */
export function CompensationField({ field, value, isMixed, change, at }: FieldProps<string>) {
  const { t } = useTranslation('panels');
  const { document } = usePanel();
  const optionsOf = useOptions();
  const mixed = useMixedWords();
  const undoing = Object.entries(document.flow.steps).flatMap(([id, step]) =>
    'compensates' in step && step.compensates ? [{ id, name: step.name }] : [],
  );
  return (
    <Field label={useFieldLabel(field)} at={at} help={t('undoing.compensationHelp')}>
      {(tied) => (
        <Choose
          value={value}
          options={optionsOf(undoing, value)}
          placeholder={isMixed ? mixed : t('optional')}
          isOptional
          onChange={(step) => change(step)}
          {...tied}
        />
      )}
    </Field>
  );
}

export function CompensatesField({ field, value, isMixed, change, at }: FieldProps<boolean>) {
  const { t } = useTranslation('panels');
  const mixed = useMixedWords();
  const help = isMixed ? mixed : t('undoing.compensatesHelp');
  return (
    <SwitchField label={useFieldLabel(field)} help={help} at={at} value={value} write={change} />
  );
}
