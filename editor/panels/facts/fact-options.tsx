/** The choices of a fact: what is kept, and its words in both languages; one row each. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { optionName } from '../../document/facts/begun.ts';
import { useSay } from '../../words/say.ts';
import { byPlace } from '../inputs/by-place.ts';
import { useListFocus } from '../inputs/list-focus.ts';
import { moved } from '../inputs/moved.ts';
import { TextInput } from '../inputs/text-input.tsx';
import { OrderTools } from '../inputs/tool.tsx';
import { useIsReadOnly } from '../panel.ts';

type Options = NonNullable<Fact['options']>;
type Option = Options[number];

interface FactOptionsProps {
  options: Options;
  onChange: (options: Options, burst?: string) => void;
}

export function FactOptions({ options, onChange }: FactOptionsProps) {
  const { t } = useTranslation('facts');
  const isReadOnly = useIsReadOnly();
  const [list, focus] = useListFocus();
  const add = () => onChange([...options, newOption(options)]);
  return (
    <div ref={list} className="fact-options">
      <div className="fact-option fact-option-head" aria-hidden>
        <span>{t('option.value')}</span>
        <span>{t('option.zh')}</span>
        <span>{t('option.en')}</span>
      </div>
      <ol>
        {byPlace(options).map(({ key, one: option, index }) => (
          <OptionRow
            key={key}
            option={option}
            index={index}
            options={options}
            onPut={(next, burst) => onChange(options.with(index, next), burst)}
            onMove={(by) => focus.keep(() => onChange(moved(options, index, by)))}
            onRemove={() => focus.after(index, () => onChange(options.toSpliced(index, 1)))}
          />
        ))}
      </ol>
      {!isReadOnly && (
        <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} onClick={add}>
          {t('option.add')}
        </Button>
      )}
    </div>
  );
}

interface OptionRowProps {
  option: Option;
  index: number;
  options: Options;
  onPut: (option: Option, burst: string) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

function OptionRow({ option, index, options, onPut, onMove, onRemove }: OptionRowProps) {
  const { t } = useTranslation('facts');
  const say = useSay();
  const n = index + 1;
  const { value, name } = option;
  const isFree = (text: string) =>
    text !== '' && options.every((one, place) => place === index || one.value !== text);
  return (
    <li className="fact-option">
      <TextInput
        value={value}
        accepts={isFree}
        refusal={t('option.taken')}
        maxLength={64}
        write={(text, burst) => onPut({ value: text, name }, burst)}
        aria-label={t('option.valueOf', { n })}
      />
      <TextInput
        value={name.zh}
        accepts={(text) => text.trim() !== ''}
        write={(zh, burst) => onPut({ value, name: { ...name, zh } }, burst)}
        aria-label={t('option.zhOf', { n })}
      />
      <TextInput
        value={name.en}
        accepts={(text) => text.trim() !== ''}
        write={(en, burst) => onPut({ value, name: { ...name, en } }, burst)}
        aria-label={t('option.enOf', { n })}
      />
      <OrderTools
        name={say(name)}
        index={index}
        count={options.length}
        refusals={options.length === 1 ? { remove: t('option.last') } : {}}
        onMove={onMove}
        onRemove={onRemove}
      />
    </li>
  );
}

function newOption(options: Options): Option {
  const taken = new Set(options.map(({ value }) => value));
  let n = options.length + 1;
  while (taken.has(`option_${n}`)) n += 1;
  return { value: `option_${n}`, name: optionName(n) };
}
