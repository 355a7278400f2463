/** Words in both languages: two lines, or two areas; the person's own language first. */
import { Input } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, Localized } from '@flowmeter/engine/problem.ts';
import { useLanguage } from '../../words/say.ts';
import { newBurst } from '../panel.ts';
import { isSame } from '../subject.ts';
import { kept, noWords, typed } from './words.ts';
import { growing } from '../../display/growing.ts';

interface WordsInputProps {
  value: Localized | undefined;
  write: (words: Localized | undefined, burst: string) => void;
  /** What the words are: the language is added for each of the two fields. */
  label: string;
  isOptional?: boolean;
  isLong?: boolean;
  /** Is this the name that a new thing was given, so that another language may replace it? */
  isGiven?: (words: string, language: Language) => boolean;
  placeholder?: string;
  id?: string;
  'aria-describedby'?: string;
}

interface Draft {
  words: Localized;
  original: Localized | undefined;
  burst: string;
  /** The language that the other has followed so far. */
  led?: Language;
}

export function WordsInput({ value, write, label, isOptional = false, ...props }: WordsInputProps) {
  const { t } = useTranslation('panels');
  const own = useLanguage();
  const [draft, setDraft] = useState<Draft>();
  const composing = useRef(false);
  const shown = draft?.words ?? value ?? noWords;

  const type = (language: Language, text: string) => {
    const held = draft ?? { words: value ?? noWords, original: value, burst: newBurst() };
    const other = language === 'zh' ? 'en' : 'zh';
    const isGiven = (words: string) => props.isGiven?.(words, other) ?? false;
    const leads = language === (held.led ?? own);
    const words = typed(held.words, language, text, { isGiven, leads });
    const led = words.zh === words.en ? { led: language } : {};
    setDraft({ ...held, words, ...led });
    const keep = composing.current ? undefined : kept(words, isOptional);
    if (keep && !isSame(keep.words, value)) write(keep.words, held.burst);
  };
  const revert = () => {
    if (draft === undefined) return false;
    setDraft({ ...draft, words: draft.original ?? noWords });
    if (!isSame(draft.original, value)) write(draft.original, draft.burst);
    return true;
  };

  const languages: Language[] = own === 'zh' ? ['zh', 'en'] : ['en', 'zh'];
  return (
    <div
      className="panel-words"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setDraft(undefined);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.key !== 'Escape') return;
        if (revert()) event.stopPropagation();
      }}
    >
      {languages.map((language, index) => (
        <Line
          key={language}
          isLong={props.isLong ?? false}
          lang={language === 'zh' ? 'zh-CN' : 'en'}
          mark={t(`language.${language}`)}
          value={shown[language]}
          isRefused={draft !== undefined && kept(draft.words, isOptional) === undefined}
          onType={(text) => type(language, text)}
          onCompose={(begins) => {
            composing.current = begins;
          }}
          aria-label={t('inLanguage', { label, language: t(`languageName.${language}`) })}
          {...(index === 0 && props.id ? { id: props.id } : {})}
          {...(props.placeholder ? { placeholder: props.placeholder } : {})}
          {...(props['aria-describedby'] ? { 'aria-describedby': props['aria-describedby'] } : {})}
        />
      ))}
    </div>
  );
}

interface LineProps {
  isLong: boolean;
  lang: string;
  mark: string;
  value: string;
  isRefused: boolean;
  onType: (text: string) => void;
  onCompose: (begins: boolean) => void;
  id?: string;
  placeholder?: string;
  'aria-label': string;
  'aria-describedby'?: string;
}

function Line({ isLong, mark, isRefused, onType, onCompose, value, ...rest }: LineProps) {
  const control = {
    value,
    maxLength: 2000,
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => onType(event.target.value),
    onCompositionStart: () => onCompose(true),
    onCompositionEnd: (event: { currentTarget: { value: string } }) => {
      onCompose(false);
      onType(event.currentTarget.value);
    },
    ...(isRefused && value.trim() === '' ? { status: 'error' as const, 'aria-invalid': true } : {}),
    ...rest,
  };
  if (!isLong)
    return <Input prefix={<span className="panel-language">{mark}</span>} {...control} />;
  return (
    <div className="panel-long">
      <span className="panel-language" aria-hidden>
        {mark}
      </span>
      <Input.TextArea {...growing(1, 8)} {...control} />
    </div>
  );
}
