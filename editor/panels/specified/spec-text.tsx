/** Fields that are typed: words, an id, a share. */
import { AutoComplete } from 'antd';
import { useTranslation } from 'react-i18next';
import { Share } from '@flowmeter/engine/definition/handling.ts';
import { Id } from '@flowmeter/engine/definition/header.ts';
import { useSay } from '../../words/say.ts';
import { TextInput } from '../inputs/text-input.tsx';
import { useTyping } from '../inputs/typing.ts';
import { WordsInput } from '../inputs/words-input.tsx';
import { useLabel, useMixedWords } from '../labels.ts';
import { usePanel } from '../panel.ts';
import { recordOf, type SpecProps, textOf } from './spec-props.ts';

export function WordsLines({ spec, value, change, tied }: SpecProps<'words'>) {
  const say = useSay();
  const label = useLabel();
  const isOptional = spec.optional === true;
  return (
    <WordsInput
      value={value}
      label={label(spec.name)}
      isLong
      isOptional={isOptional}
      write={(words, burst) => (isOptional || words) && change(words, [], burst)}
      {...(spec.empty ? { placeholder: say(spec.empty) } : {})}
      {...(tied ? { id: tied.id } : {})}
    />
  );
}

/** An id that names nothing here; those that the same field of other steps has may be offered. */
export function IdInput(props: SpecProps<'id'>) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const mixed = useMixedWords();
  const { spec, input, field, value, isMixed, change, tied } = props;
  const known = useIdsOf(field);
  const typing = useTyping({
    value: value ?? '',
    accepts: (text) => (text === '' && spec.optional === true) || Id.safeParse(text).success,
    write: (text, burst) => change(textOf(text), [], burst),
  });
  const { onChange, ...handlers } = typing.handlers;
  return (
    <span className="panel-text">
      <AutoComplete
        value={typing.text}
        options={input.known ? known.map((id) => ({ value: id })) : []}
        placeholder={isMixed ? mixed : spec.empty && say(spec.empty)}
        allowClear={spec.optional === true}
        onChange={(text: string | undefined) => onChange({ target: { value: text ?? '' } })}
        {...(typing.isRefused ? { status: 'error' as const } : {})}
        {...handlers}
        {...tied}
      />
      {typing.isRefused && (
        <span className="panel-problem panel-error" role="alert">
          {t('notAnId')}
        </span>
      )}
    </span>
  );
}

function useIdsOf(field: string): string[] {
  const { document } = usePanel();
  const held = Object.values(document.flow.steps).flatMap((step) => {
    return textOf(recordOf(step)[field]) ?? [];
  });
  return [...new Set(held)].toSorted();
}

export function ShareInput({ value, change, tied }: SpecProps<'share'>) {
  const { t } = useTranslation('panels');
  return (
    <TextInput
      value={value ?? ''}
      accepts={(text) => Share.safeParse(text).success}
      refusal={t('people.thresholdWrong')}
      write={(text, burst) => change(text, [], burst)}
      {...tied}
    />
  );
}
