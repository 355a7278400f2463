/** One way to enter each type of fact. A new type is a new row; nothing else lists the types. */
import { Input, InputNumber, Radio, Select } from 'antd';
import { lazy, Suspense, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact, FactValue } from '@flowmeter/engine/definition/facts.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { useSay } from '../words/say.ts';
import { ListInput } from './list-input.tsx';
import { growing } from '../display/growing.ts';

export interface WidgetProps {
  id: string;
  fact: Fact;
  value: FactValue;
  onChange: (value: FactValue) => void;
  disabled: boolean;
  /** Attributes that tie the control to its label, help and problems. */
  aria: {
    'aria-labelledby': string;
    'aria-describedby'?: string;
    'aria-invalid'?: boolean;
    'aria-required'?: boolean;
  };
}

interface WidgetRow {
  widget: ComponentType<WidgetProps>;
  /** Takes the whole width of the form. */
  wide?: boolean;
  /** The control is a group of its own, so the label cannot point at one input. */
  group?: (fact: Fact) => boolean;
}

const DatePicker = lazy(async () => ({
  default: (await import('./date-picker.tsx')).DatePicker,
}));

/** At most this many options are shown side by side; more are a list to search. */
const MOST_SIDE_BY_SIDE = 4;

export const widgets: Record<Fact['type'], WidgetRow> = {
  string: { widget: TextLine },
  text: { widget: TextBlock, wide: true },
  number: { widget: Figure },
  integer: { widget: Figure },
  boolean: { widget: YesNo, group: () => true },
  date: { widget: Day },
  datetime: { widget: Moment },
  enum: { widget: Choice, group: isSideBySide },
  list: { widget: ListInput, wide: true },
};

function isSideBySide(fact: Fact): boolean {
  return (fact.options?.length ?? 0) <= MOST_SIDE_BY_SIDE;
}

function TextLine({ id, fact, value, onChange, disabled, aria }: WidgetProps) {
  const say = useSay();
  return (
    <Input
      id={id}
      value={textOf(value)}
      disabled={disabled}
      suffix={fact.unit && say(unitName(fact.unit))}
      onChange={(event) => onChange(event.target.value)}
      {...statusOf(aria)}
      {...aria}
    />
  );
}

function TextBlock({ id, fact, value, onChange, disabled, aria }: WidgetProps) {
  const longest =
    fact.max_length === undefined ? {} : { count: { max: fact.max_length, show: true } };
  return (
    <Input.TextArea
      id={id}
      value={textOf(value)}
      disabled={disabled}
      {...growing(3, 12)}
      onChange={(event) => onChange(event.target.value)}
      {...longest}
      {...statusOf(aria)}
      {...aria}
    />
  );
}

/** Bounds are not forced on what is typed: a figure changed unseen is worse than one refused. */
function Figure({ id, fact, value, onChange, disabled, aria }: WidgetProps) {
  const say = useSay();
  return (
    <InputNumber
      id={id}
      className="figure-input"
      value={typeof value === 'number' ? value : null}
      disabled={disabled}
      suffix={fact.unit && say(unitName(fact.unit))}
      controls={false}
      inputMode={fact.type === 'integer' ? 'numeric' : 'decimal'}
      onChange={onChange}
      {...statusOf(aria)}
      {...aria}
    />
  );
}

function YesNo({ id, value, onChange, disabled, aria }: WidgetProps) {
  const { t } = useTranslation('display');
  return (
    <Radio.Group
      id={id}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value as boolean)}
      options={[
        { value: true, label: t('yes') },
        { value: false, label: t('no') },
      ]}
      {...groupAria(aria)}
    />
  );
}

function Choice({ id, fact, value, onChange, disabled, aria }: WidgetProps) {
  const say = useSay();
  const options = (fact.options ?? []).map((one) => ({ value: one.value, label: say(one.name) }));
  if (isSideBySide(fact)) {
    return (
      <Radio.Group
        id={id}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value as string)}
        options={options}
        {...groupAria(aria)}
      />
    );
  }
  return (
    <Select<FactValue>
      id={id}
      className="choice-input"
      value={value}
      disabled={disabled}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={onChange}
      options={options}
      {...statusOf(aria)}
      {...aria}
    />
  );
}

function Day(props: WidgetProps) {
  return <Pick {...props} withTime={false} />;
}

function Moment(props: WidgetProps) {
  return <Pick {...props} withTime />;
}

function Pick(props: WidgetProps & { withTime: boolean }) {
  return (
    <Suspense fallback={<Input id={props.id} disabled {...props.aria} />}>
      <DatePicker {...props} />
    </Suspense>
  );
}

function textOf(value: FactValue): string {
  return typeof value === 'string' ? value : '';
}

function statusOf(aria: WidgetProps['aria']): { status?: 'error' } {
  return aria['aria-invalid'] === true ? { status: 'error' } : {};
}

/** A group of radio buttons may be invalid and required; a plain group may not. */
function groupAria(aria: WidgetProps['aria']) {
  return { role: 'radiogroup', ...aria };
}
