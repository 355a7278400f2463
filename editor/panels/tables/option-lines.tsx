/** The options of a column, one a line: `urban 市区 Urban`. Kept when the field is left. */
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { Field } from '../inputs/field.tsx';
import { growing } from '../../display/growing.ts';

interface OptionLinesProps {
  options: Fact['options'];
  /** Undefined: those of the fact. */
  onChange: (options: Fact['options']) => void;
}

const none: NonNullable<Fact['options']> = [];

export function OptionLines({ options = none, onChange }: OptionLinesProps) {
  const { t } = useTranslation('rules');
  const [typed, setTyped] = useState<string>();
  const text = options.map(({ value, name }) => `${value} | ${name.zh} | ${name.en}`).join('\n');
  const read = readOptions(typed ?? text);
  const keep = () => {
    if (typed === undefined || read === undefined) return;
    onChange(read.length === 0 ? undefined : read);
    setTyped(undefined);
  };
  return (
    <Field label={t('column.options')} help={t('column.optionsHelp')}>
      {(tied) => (
        <>
          <Input.TextArea
            {...tied}
            value={typed ?? text}
            {...growing(3, 10)}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={keep}
            {...(read === undefined ? { status: 'error' as const, 'aria-invalid': true } : {})}
          />
          {read === undefined && (
            <p className="panel-problem panel-error" role="alert">
              {t('column.optionsWrong')}
            </p>
          )}
        </>
      )}
    </Field>
  );
}

/** Undefined where a line says no value, or one says the same value as another. */
export function readOptions(text: string): Fact['options'] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const options = lines.map((line) => {
    const [value = '', zh = '', en = ''] = line.split('|').map((part) => part.trim());
    return { value, name: { zh: zh === '' ? value : zh, en: en === '' ? zh || value : en } };
  });
  const isWhole = options.every(({ value }) => value !== '' && value.length <= 64);
  const isOnce = new Set(options.map(({ value }) => value)).size === options.length;
  return isWhole && isOnce ? options : undefined;
}
