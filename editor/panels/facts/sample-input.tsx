/** One sample, entered as its type asks: text, figure, choice, or so long after the day of entry. */
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import {
  type Sample,
  type Span,
  spanOf,
  spanText,
  spanUnits,
} from '../../document/facts/samples.ts';
import { useSay } from '../../words/say.ts';
import { Choose } from '../inputs/choose.tsx';
import { FigureInput, TextInput } from '../inputs/text-input.tsx';

export interface SampleInputProps {
  fact: Fact;
  value: Sample;
  /** Is no other sample the same? */
  isFree: (value: Sample) => boolean;
  label: string;
  onChange: (value: Sample, burst?: string) => void;
}

export function SampleInput(props: SampleInputProps) {
  const { fact } = props;
  const type = fact.type === 'list' ? (fact.item ?? 'string') : fact.type;
  const Input = inputs[type];
  return <Input {...props} />;
}

/** One row a type of fact. */
const inputs: Record<
  Exclude<Fact['type'], 'list'>,
  (props: SampleInputProps) => React.JSX.Element
> = {
  string: Written,
  text: Written,
  number: Figure,
  integer: Figure,
  boolean: YesNo,
  enum: Option,
  date: After,
  datetime: After,
};

function Written({ value, isFree, fact, label, onChange }: SampleInputProps) {
  const { t } = useTranslation('facts');
  return (
    <TextInput
      value={String(value)}
      accepts={(text) => text !== '' && isFree(text)}
      refusal={t('sample.taken')}
      maxLength={fact.max_length ?? 2000}
      write={onChange}
      aria-label={label}
    />
  );
}

function Figure({ value, isFree, fact, label, onChange }: SampleInputProps) {
  const { t } = useTranslation('facts');
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = fact;
  return (
    <FigureInput
      value={typeof value === 'number' ? value : undefined}
      isInteger={fact.type === 'integer' || fact.item === 'integer'}
      within={(figure) => figure >= min && figure <= max && isFree(figure)}
      refusal={t('sample.figureWrong')}
      write={(figure, burst) => figure !== undefined && onChange(figure, burst)}
      suffix={fact.unit}
      aria-label={label}
    />
  );
}

function YesNo({ value, isFree, label, onChange }: SampleInputProps) {
  const { t } = useTranslation('facts');
  return (
    <Choose
      value={String(value)}
      options={[true, false]
        .filter((one) => one === value || isFree(one))
        .map((one) => ({ value: String(one), label: t(`sample.${one ? 'yes' : 'no'}`) }))}
      onChange={(chosen) => onChange(chosen === 'true')}
      aria-label={label}
    />
  );
}

function Option({ value, isFree, fact, label, onChange }: SampleInputProps) {
  const say = useSay();
  const known = (fact.options ?? []).filter((one) => one.value === value || isFree(one.value));
  return (
    <Choose
      value={String(value)}
      options={known.map((one) => ({ value: one.value, label: say(one.name) }))}
      onChange={(chosen) => chosen !== undefined && onChange(chosen)}
      aria-label={label}
    />
  );
}

/** So long after (or, negative, before) the day of entry; a duration of several units as it is written. */
function After({ value, isFree, label, onChange }: SampleInputProps) {
  const { t } = useTranslation('facts');
  const span = spanOf(value);
  if (span === undefined) {
    return (
      <TextInput
        value={String(value)}
        accepts={(text) => DURATION.test(text) && isFree(text)}
        refusal={t('sample.durationWrong')}
        maxLength={64}
        write={onChange}
        aria-label={label}
      />
    );
  }
  const put = (changed: Partial<Span>, burst?: string) =>
    onChange(spanText({ ...span, ...changed }), burst);
  return (
    <span className="fact-span">
      <FigureInput
        value={span.value}
        isInteger
        within={(figure) =>
          Math.abs(figure) <= 10_000 && isFree(spanText({ ...span, value: figure }))
        }
        refusal={t('sample.taken')}
        write={(figure = 0, burst) => put({ value: figure }, burst)}
        aria-label={label}
      />
      <Choose
        value={span.unit}
        options={spanUnits
          .filter((unit) => unit === span.unit || isFree(spanText({ ...span, unit })))
          .map((unit) => ({ value: unit, label: t(`sample.after.${unit}`) }))}
        onChange={(chosen) => {
          const unit = spanUnits.find((one) => one === chosen);
          if (unit !== undefined) put({ unit });
        }}
        aria-label={t('sample.unitOf', { label })}
      />
    </span>
  );
}

const DURATION = /^[+-]?P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?)?$/;
