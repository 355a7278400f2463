/** A value typed or picked, by the type of the fact; one row a type. Nothing is converted. */
import { Select } from 'antd';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { Operand } from '@flowmeter/engine/definition/condition.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { plain } from '@flowmeter/engine/rules/operands.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { useSay } from '../../words/say.ts';
import { Choose, ChooseMany, type Option } from '../inputs/choose.tsx';
import { DayInput } from '../inputs/day-input.tsx';
import { figureOf } from '../inputs/figure.ts';
import { FigureInput, TextInput } from '../inputs/text-input.tsx';

interface LiteralProps {
  fact: Fact;
  label: string;
  value: Operand;
  /** Does the operator take a list? */
  isList: boolean;
  onChange: (value: Operand, burst?: string) => void;
}

export function LiteralInput({ isList, ...props }: LiteralProps) {
  const { one: One, list: List } = inputs[props.fact.type];
  return isList ? <List {...props} /> : <One {...props} />;
}

type InputProps = Omit<LiteralProps, 'isList'>;
type Inputs = Record<'one' | 'list', ComponentType<InputProps>>;

const inputs: Record<Fact['type'], Inputs> = {
  string: { one: TextValue, list: ListValue },
  text: { one: TextValue, list: ListValue },
  number: { one: FigureValue, list: ListValue },
  integer: { one: FigureValue, list: ListValue },
  boolean: { one: YesNo, list: ListValue },
  date: { one: Day, list: ListValue },
  datetime: { one: Moment, list: ListValue },
  enum: { one: OptionValue, list: OptionValues },
  list: { one: TextValue, list: ListValue },
};

function TextValue({ label, value, onChange }: InputProps) {
  return (
    <TextInput
      value={typeof value === 'string' ? value : ''}
      maxLength={2000}
      write={(text, burst) => onChange(text, burst)}
      aria-label={label}
    />
  );
}

function FigureValue({ fact, label, value, onChange }: InputProps) {
  const { t } = useTranslation('panels');
  const isInteger = fact.type === 'integer';
  return (
    <FigureInput
      value={typeof value === 'number' ? value : undefined}
      isInteger={isInteger}
      refusal={isInteger ? t('notAnInteger') : t('notANumber')}
      suffix={useUnit(fact)}
      write={(figure, burst) => figure !== undefined && onChange(figure, burst)}
      aria-label={label}
    />
  );
}

function YesNo({ label, value, onChange }: InputProps) {
  const { t } = useTranslation('display');
  return (
    <Choose
      value={typeof value === 'boolean' ? String(value) : undefined}
      options={[
        { value: 'true', label: t('yes') },
        { value: 'false', label: t('no') },
      ]}
      onChange={(chosen) => onChange(chosen === 'true')}
      aria-label={label}
    />
  );
}

function OptionValue({ fact, label, value, onChange }: InputProps) {
  const held = typeof value === 'string' ? value : undefined;
  const options = useOptionRows(fact, held === undefined ? [] : [held]);
  return (
    <Choose
      value={held}
      options={options}
      listWidth={240}
      onChange={(chosen) => chosen !== undefined && onChange(chosen)}
      aria-label={label}
    />
  );
}

function OptionValues({ fact, label, value, onChange }: InputProps) {
  const held = [value].flat().filter((one) => typeof one === 'string');
  return (
    <ChooseMany
      value={held}
      options={useOptionRows(fact, held)}
      onChange={(chosen) => chosen.length > 0 && onChange(chosen)}
      aria-label={label}
    />
  );
}

function Day({ label, value, onChange }: InputProps) {
  return (
    <DayInput
      label={label}
      value={typeof value === 'string' ? value : undefined}
      onChange={(day) => day !== undefined && onChange(day)}
    />
  );
}

function Moment({ label, value, onChange }: InputProps) {
  return (
    <DayInput
      label={label}
      value={typeof value === 'string' ? value : undefined}
      onChange={(instant) => instant !== undefined && onChange(instant)}
      withTime
    />
  );
}

/** Values typed one after another; what is none of the fact's type is not kept. */
function ListValue({ fact, label, value, onChange }: InputProps) {
  const held = Array.isArray(value) ? value.map(String) : [];
  const put = (typed: string[]) => {
    const each = typed.map((text) => valueOf(fact.type, text));
    const fitting = each.filter((one) => one !== undefined);
    if (fitting.length > 0) onChange([...new Set(fitting)]);
  };
  return (
    <Select<string[]>
      mode="tags"
      value={held}
      suffixIcon={null}
      suffix={useUnit(fact)}
      open={false}
      tokenSeparators={[',', '，', '、', ' ', '\n']}
      onChange={put}
      aria-label={label}
    />
  );
}

function valueOf(type: Fact['type'], text: string): string | number | undefined {
  const isFigure = type === 'number' || type === 'integer';
  const value = isFigure ? figureOf(text, type === 'integer') : text.trim();
  return value !== '' && plain(type, value) !== undefined ? value : undefined;
}

/** The options of the fact by name; a value that is none of them still shows. */
function useOptionRows({ options = [] }: Fact, held: readonly string[]): Option[] {
  const say = useSay();
  const { t } = useTranslation('panels');
  const lost = held.filter((value) => !options.some((one) => one.value === value));
  return [
    ...lost.map((value) => ({ value, label: t('missing', { id: value }) })),
    ...options.map(({ value, name }) => ({
      value,
      label: say(name),
      search: `${name.zh} ${name.en}`,
    })),
  ];
}

/** The unit as it is shown, where the fact has one. */
function useUnit({ unit }: Fact): string | undefined {
  const say = useSay();
  return unit === undefined ? undefined : say(unitName(unit));
}
