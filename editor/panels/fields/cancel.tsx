/** Whether cases of a flow may be cancelled, what they then come to, who may do it and until when. */
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { Choose, ChooseMany, useOptions } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { usePanel } from '../panel.ts';
import type { FieldProps } from '../subject.ts';

type Cancel = NonNullable<FlowDefinition['cancel']>;

export function CancelField({ value, change, at }: FieldProps<Cancel>) {
  const { t } = useTranslation('panels');
  const { document } = usePanel();
  const optionsOf = useOptions();
  const unfinished = document.flow.outcomes.filter((one) => one.unfinished);
  return (
    <>
      <Field
        label={t('cancel.outcome')}
        at={at && `${at}/outcome`}
        help={t(unfinished.length === 0 ? 'cancel.noOutcome' : 'cancel.help')}
      >
        {(tied) => (
          <Choose
            value={value?.outcome}
            options={optionsOf(unfinished, value?.outcome)}
            placeholder={t('cancel.never')}
            isOptional
            onChange={(outcome) => change(outcome && { ...value, outcome })}
            {...tied}
          />
        )}
      </Field>
      {value !== undefined && <CancelLimits value={value} change={change} at={at} />}
    </>
  );
}

function CancelLimits({
  value,
  change,
  at,
}: Pick<FieldProps<Cancel>, 'change' | 'at'> & { value: Cancel }) {
  const { t } = useTranslation('panels');
  const { around, document } = usePanel();
  const optionsOf = useOptions();
  const steps = Object.entries(document.flow.steps).map(([id, { name }]) => ({ id, name }));
  return (
    <>
      <Field label={t('cancel.posts')} at={at && `${at}/posts`} help={t('cancel.postsHelp')}>
        {(tied) => (
          <ChooseMany
            value={value.posts ?? []}
            options={optionsOf(around.posts)}
            placeholder={t('optional')}
            onChange={(posts) => change(listed(posts), ['posts'])}
            {...tied}
          />
        )}
      </Field>
      <Field label={t('cancel.until')} at={at && `${at}/until`} help={t('cancel.untilHelp')}>
        {(tied) => (
          <ChooseMany
            value={value.until ?? []}
            options={optionsOf(steps)}
            placeholder={t('optional')}
            onChange={(until) => change(listed(until), ['until'])}
            {...tied}
          />
        )}
      </Field>
    </>
  );
}

/** An empty list says nothing. */
function listed(ids: readonly string[]) {
  return ids.length === 0 ? undefined : ids;
}
