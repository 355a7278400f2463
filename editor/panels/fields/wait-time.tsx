/** How long: a figure, its unit and the calendar that counts it. */
import { useTranslation } from 'react-i18next';
import { type TimeUnit, timeUnits } from '@flowmeter/engine/definition/limit.ts';
import type { Path } from '../../document/assign.ts';
import { Choose, useOptions } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { FigureInput } from '../inputs/text-input.tsx';
import { useLabel, useMixedWords } from '../labels.ts';
import { usePanel } from '../panel.ts';
import type { SpecProps } from '../specified/spec-props.ts';
import { shared } from '../subject.ts';

interface Period {
  value: number;
  unit: TimeUnit;
  calendar: string;
}

interface PartsProps {
  label: string;
  /** What each of the steps has. */
  values: readonly unknown[];
  change: (value: unknown, path: Path, burst?: string) => void;
  at: string | undefined;
}

export function PeriodField({ spec, values, change, at }: SpecProps<'period'>) {
  const label = useLabel();
  return <PeriodParts label={label(spec.name)} {...{ values, change, at }} />;
}

export function PeriodParts({ label, values, change, at }: PartsProps) {
  const { t } = useTranslation('panels');
  const mixed = useMixedWords();
  const held = values as readonly (Partial<Period> | undefined)[];
  const value = shared(held.map((one) => one?.value));
  const unit = shared(held.map((one) => one?.unit));
  const calendar = shared(held.map((one) => one?.calendar));
  return (
    <>
      <Field label={label} at={at && `${at}/value`}>
        {(tied) => (
          <div className="panel-side-by-side">
            <FigureInput
              value={value}
              within={isTime}
              refusal={t('notATime')}
              placeholder={value === undefined ? mixed : ''}
              write={(figure, burst) => change(figure, ['value'], burst)}
              {...tied}
            />
            <UnitChoice value={unit} onChange={(chosen) => change(chosen, ['unit'])} />
          </div>
        )}
      </Field>
      <CalendarChoice
        label={t('calendar')}
        at={at && `${at}/calendar`}
        value={calendar}
        onChange={(chosen) => change(chosen, ['calendar'])}
      />
    </>
  );
}

/** What the schema takes as the value of a time. */
export function isTime(figure: number): boolean {
  return figure > 0 && figure <= 10_000;
}

export function UnitChoice(props: {
  value: TimeUnit | undefined;
  onChange: (unit: string) => void;
}) {
  const { t } = useTranslation('panels');
  return (
    <Choose
      value={props.value}
      options={timeUnits.map((unit) => ({ value: unit, label: t(`timeUnit.${unit}`) }))}
      onChange={(unit) => unit !== undefined && props.onChange(unit)}
      aria-label={t('timeUnitLabel')}
    />
  );
}

interface CalendarProps {
  label: string;
  at: string | undefined;
  value: string | undefined;
  onChange: (calendar: string) => void;
}

export function CalendarChoice({ label, at, value, onChange }: CalendarProps) {
  const { t } = useTranslation('panels');
  const { around } = usePanel();
  const optionsOf = useOptions();
  return (
    <Field label={label} at={at}>
      {(tied) => (
        <Choose
          value={value === '' ? undefined : value}
          options={optionsOf(around.calendars, value)}
          placeholder={t('chooseCalendar')}
          onChange={(chosen) => chosen !== undefined && onChange(chosen)}
          {...tied}
        />
      )}
    </Field>
  );
}
