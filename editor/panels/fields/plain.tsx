/** Fields that are one control: words, a mark, a choice. */
import { AutoComplete, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { Id } from '@flowmeter/engine/definition/header.ts';
import { type ClockOwner, clockOwners } from '@flowmeter/engine/definition/limit.ts';
import { type Localized, problem } from '@flowmeter/engine/problem.ts';
import type { StepOf } from '@flowmeter/engine/steps/registry.ts';
import { isFreshName } from '../../document/names.ts';
import { Choose, ChooseMany, useOptions } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { SwitchField } from '../inputs/switch-field.tsx';
import { useTyping } from '../inputs/typing.ts';
import { WordsInput } from '../inputs/words-input.tsx';
import { useFieldLabel, useMixedWords } from '../labels.ts';
import { usePanel } from '../panel.ts';
import { type FieldProps, shared } from '../subject.ts';
import { AssignBy } from './people.tsx';

export function NameField({ field, steps, value, change, at }: FieldProps<Localized>) {
  const { document, perform } = usePanel();
  const label = useFieldLabel(field);
  const [step] = steps;
  const held = step === undefined ? undefined : document.flow.steps[step];
  const write = (name: Localized | undefined, burst: string) => {
    if (name === undefined) return;
    if (step === undefined) change(name, [], burst);
    else perform({ do: 'rename', args: { step, name } }, burst);
  };
  return (
    <Field label={label} at={at} isGroup>
      {(tied) => (
        <WordsInput
          id={tied.id}
          label={label}
          value={value}
          write={write}
          isGiven={(words, language) =>
            held !== undefined && held.name[language] === words && isFreshName(held, language)
          }
        />
      )}
    </Field>
  );
}

export function DescriptionField({ field, value, change, at }: FieldProps<Localized>) {
  const { t } = useTranslation('panels');
  const label = useFieldLabel(field);
  return (
    <Field label={label} at={at} isGroup>
      {(tied) => (
        <WordsInput
          id={tied.id}
          label={label}
          value={value}
          write={(words, burst) => change(words, [], burst)}
          isOptional
          isLong
          placeholder={t('optional')}
        />
      )}
    </Field>
  );
}

export function LegalField({ field, value, isMixed, change, at }: FieldProps<boolean>) {
  const { t } = useTranslation('panels');
  const mixed = useMixedWords();
  const help = isMixed ? mixed : t('legalHelp');
  return (
    <SwitchField label={useFieldLabel(field)} help={help} at={at} value={value} write={change} />
  );
}

export function ClockField({ field, value, change, at }: FieldProps<ClockOwner>) {
  const { t } = useTranslation('panels');
  return (
    <Field label={useFieldLabel(field)} at={at} help={t('clockHelp')} isGroup>
      {(tied) => (
        <Radio.Group
          block
          optionType="button"
          value={value ?? null}
          options={clockOwners.map((owner) => ({ value: owner, label: t(`clock.${owner}`) }))}
          onChange={(event) => change(event.target.value)}
          role="radiogroup"
          aria-labelledby={tied['aria-labelledby']}
        />
      )}
    </Field>
  );
}

type Assignment = NonNullable<StepOf<'task'>['assign']>;

/** Who does it: a post, and in which units its holders are looked for. */
export function AssignField(props: FieldProps<Assignment>) {
  const { field, values, isMixed, changeEach, at } = props;
  const { t } = useTranslation('panels');
  const { around } = usePanel();
  const optionsOf = useOptions();
  const mixed = useMixedWords();
  const post = shared(values.map((one) => one?.post));
  const unit = shared(values.map((one) => one?.unit));
  return (
    <>
      <Field label={useFieldLabel(field)} at={at}>
        {(tied) => (
          <Choose
            value={post}
            options={optionsOf(around.posts, post)}
            placeholder={isMixed && post === undefined ? mixed : t('choosePost')}
            isOptional
            onChange={(chosen) =>
              changeEach((held) => chosen && { unit: 'case', ...held, post: chosen })
            }
            {...tied}
          />
        )}
      </Field>
      {values.every((one) => one !== undefined) && (
        <Field label={t('unit')} help={t('unitHelp')} isGroup>
          {(tied) => (
            <Radio.Group
              block
              optionType="button"
              value={unit ?? null}
              options={(['case', 'above'] as const).map((one) => ({
                value: one,
                label: t(`unitOf.${one}`),
              }))}
              onChange={(event) => changeEach((held) => ({ ...held, unit: event.target.value }))}
              role="radiogroup"
              aria-labelledby={tied['aria-labelledby']}
            />
          )}
        </Field>
      )}
      {values.every((one) => one !== undefined) && <AssignBy {...props} />}
    </>
  );
}

/** One post, e.g. who answers for the process. */
export function PostField({ field, value, change, at }: FieldProps<string>) {
  const { around } = usePanel();
  const optionsOf = useOptions();
  return (
    <Field label={useFieldLabel(field)} at={at}>
      {(tied) => (
        <Choose
          value={value}
          options={optionsOf(around.posts, value)}
          onChange={(post) => post !== undefined && change(post)}
          {...tied}
        />
      )}
    </Field>
  );
}

/** Several posts, at least one. */
export function PostsField({ field, value, change, at }: FieldProps<string[]>) {
  const { t } = useTranslation('panels');
  const { around } = usePanel();
  const optionsOf = useOptions();
  return (
    <Field label={useFieldLabel(field)} at={at} help={t('postsHelp')}>
      {(tied) => (
        <ChooseMany
          value={value ?? []}
          options={optionsOf(around.posts)}
          placeholder={t('choosePost')}
          onChange={(posts) => posts.length > 0 && change(posts)}
          {...tied}
        />
      )}
    </Field>
  );
}

/** What the case came to; an end inside a branch ends the branch alone. */
export function OutcomeField({ field, steps, value, isMixed, change, at }: FieldProps<string>) {
  const { t } = useTranslation('panels');
  const { document } = usePanel();
  const optionsOf = useOptions();
  const mixed = useMixedWords();
  const label = useFieldLabel(field);
  const { steps: all, outcomes } = document.flow;
  const isInside = steps.some((id) => all[id]?.branch !== undefined);
  const isNeedless = isInside && value === undefined && !isMixed;
  return (
    <Field
      label={label}
      at={at}
      help={isInside ? t('outcomeInside') : undefined}
      isGroup={isNeedless}
    >
      {(tied) =>
        isNeedless ? null : (
          <Choose
            value={value}
            options={optionsOf(outcomes, value)}
            placeholder={isMixed ? mixed : t('chooseOutcome')}
            isOptional
            onChange={(outcome) => change(outcome)}
            {...tied}
          />
        )
      }
    </Field>
  );
}

/** Where the customer meets the utility: an id that other steps have, or a new one. */
export function TouchpointField({ field, value, isMixed, change, at }: FieldProps<string>) {
  const { t } = useTranslation('panels');
  const { document } = usePanel();
  const mixed = useMixedWords();
  const known = Object.values(document.flow.steps).flatMap((step) =>
    'touchpoint' in step && step.touchpoint !== undefined ? [step.touchpoint] : [],
  );
  const typing = useTyping({
    value: value ?? '',
    accepts: isIdOrNothing,
    write: (text, burst) => change(text === '' ? undefined : text, [], burst),
  });
  const { onChange, ...handlers } = typing.handlers;
  const wrong = typing.isRefused ? [problem('schema', { reason: idShape })] : [];
  return (
    <Field label={useFieldLabel(field)} at={at} help={t('touchpointHelp')} problems={wrong}>
      {(tied) => (
        <AutoComplete
          value={typing.text}
          options={[...new Set(known)].toSorted().map((id) => ({ value: id }))}
          placeholder={isMixed ? mixed : t('optional')}
          allowClear
          onChange={(text: string | undefined) => onChange({ target: { value: text ?? '' } })}
          {...(typing.isRefused ? { status: 'error' as const } : {})}
          {...handlers}
          {...tied}
        />
      )}
    </Field>
  );
}

function isIdOrNothing(text: string): boolean {
  return text === '' || Id.safeParse(text).success;
}

const idShape: Localized = {
  zh: '以字母开头，只用字母、数字、_ 和 -',
  en: 'letters, digits, _ and -, starting with a letter',
};

/** The fact that stands for a case in lists. */
export function TitleFactField({ field, value, change, at }: FieldProps<string>) {
  const { t } = useTranslation('panels');
  const { around } = usePanel();
  const optionsOf = useOptions();
  const facts = Object.entries(around.facts).map(([id, { name }]) => ({ id, name }));
  return (
    <Field label={useFieldLabel(field)} at={at} help={t('titleFactHelp')}>
      {(tied) => (
        <Choose
          value={value}
          options={optionsOf(facts, value)}
          placeholder={t('caseNumber')}
          isOptional
          onChange={(fact) => change(fact)}
          {...tied}
        />
      )}
    </Field>
  );
}
