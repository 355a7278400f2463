/** A record typed by hand: what is left empty is missing, what may be null can be said to be. */
import { useTranslation } from 'react-i18next';
import { Button } from 'antd';
import type { ComponentType } from 'react';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { useSay } from '../../words/say.ts';
import { Choose, type Option } from '../inputs/choose.tsx';
import { DayInput } from '../inputs/day-input.tsx';
import { FigureInput, TextInput } from '../inputs/text-input.tsx';
import { type Given, type GivenValue, type ReadingField, withGiven } from './readings.ts';

interface RecordFormProps {
  label: string;
  fields: readonly ReadingField[];
  given: Given;
  onChange: (given: Given, burst?: string) => void;
}

export function RecordForm({ label, fields, given, onChange }: RecordFormProps) {
  const say = useSay();
  return (
    <div className="record-form" role="group" aria-label={label}>
      {fields.map(({ name, label: words, fact }) => (
        <div key={name} className="record-field">
          <span className="record-label">{say(words)}</span>
          <ValueInput
            label={say(words)}
            fact={fact ?? unknownFact}
            value={Object.hasOwn(given, name) ? given[name] : undefined}
            onChange={(value, burst) => onChange(withGiven(given, name, value), burst)}
          />
        </div>
      ))}
    </div>
  );
}

const unknownFact: Fact = { name: { zh: '', en: '' }, type: 'string', nullable: true };

interface ValueProps {
  label: string;
  fact: Fact;
  value: GivenValue | undefined;
  onChange: (value: GivenValue | undefined, burst?: string) => void;
}

function ValueInput(props: ValueProps) {
  const { t } = useTranslation('rules');
  const { fact, value, label, onChange } = props;
  const isChosen = fact.type === 'boolean' || fact.type === 'enum';
  if (isChosen) return <Chosen {...props} />;
  const Typed = typedInputs[fact.type] ?? TextValue;
  return (
    <span className="record-value">
      {value === null ? <span className="record-null">{t('try.null')}</span> : <Typed {...props} />}
      {fact.nullable === true && (
        <Button
          size="small"
          type="text"
          disabled={false}
          aria-pressed={value === null}
          aria-label={t('try.nullOf', { name: label })}
          className={value === null ? 'is-pressed' : ''}
          onClick={() => onChange(value === null ? undefined : null)}
        >
          {t('try.null')}
        </Button>
      )}
    </span>
  );
}

const NOTHING = ' null';

function Chosen({ fact, value, label, onChange }: ValueProps) {
  const { t } = useTranslation(['rules', 'display']);
  const say = useSay();
  const known: Option[] =
    fact.type === 'boolean'
      ? [
          { value: 'true', label: t('display:yes') },
          { value: 'false', label: t('display:no') },
        ]
      : (fact.options ?? []).map((one) => ({ value: one.value, label: say(one.name) }));
  const nothing = { value: NOTHING, label: t('try.null') };
  const take = (chosen: string | undefined) => {
    if (chosen === undefined) return onChange(undefined);
    if (chosen === NOTHING) return onChange(null);
    return onChange(fact.type === 'boolean' ? chosen === 'true' : chosen);
  };
  return (
    <Choose
      value={value === undefined ? undefined : value === null ? NOTHING : String(value)}
      options={fact.nullable === true ? [...known, nothing] : known}
      placeholder={t('try.missing')}
      isOptional
      onChange={take}
      aria-label={label}
    />
  );
}

const typedInputs: Partial<Record<Fact['type'], ComponentType<ValueProps>>> = {
  number: Figure,
  integer: Figure,
  date: Day,
  datetime: Moment,
};

function TextValue({ label, value, onChange }: ValueProps) {
  const { t } = useTranslation('rules');
  return (
    <TextInput
      value={typeof value === 'string' ? value : ''}
      maxLength={2000}
      placeholder={t('try.missing')}
      write={(text, burst) => onChange(text === '' ? undefined : text, burst)}
      aria-label={label}
    />
  );
}

function Figure({ fact, label, value, onChange }: ValueProps) {
  const { t } = useTranslation(['rules', 'panels']);
  const say = useSay();
  const isInteger = fact.type === 'integer';
  return (
    <FigureInput
      value={typeof value === 'number' ? value : undefined}
      isInteger={isInteger}
      isOptional
      refusal={isInteger ? t('panels:notAnInteger') : t('panels:notANumber')}
      placeholder={t('try.missing')}
      suffix={fact.unit === undefined ? undefined : say(unitName(fact.unit))}
      write={onChange}
      aria-label={label}
    />
  );
}

function Day({ label, value, onChange }: ValueProps) {
  return (
    <DayInput
      label={label}
      value={typeof value === 'string' ? value : undefined}
      onChange={onChange}
    />
  );
}

function Moment({ label, value, onChange }: ValueProps) {
  return (
    <DayInput
      label={label}
      value={typeof value === 'string' ? value : undefined}
      onChange={onChange}
      withTime
    />
  );
}
