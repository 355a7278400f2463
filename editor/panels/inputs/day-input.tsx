import { lazy, Suspense, useId } from 'react';
import { Input } from 'antd';
import { useIsReadOnly } from '../panel.ts';

const DatePicker = lazy(async () => ({
  default: (await import('../../forms/date-picker.tsx')).DatePicker,
}));

interface DayInputProps {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
  /** With a time: the instant in UTC of the browser's wall clock. */
  withTime?: boolean;
}

/** A day, picked from a calendar that is fetched when it is first needed. */
export function DayInput({ label, value, onChange, withTime = false }: DayInputProps) {
  const id = useId();
  const isReadOnly = useIsReadOnly();
  return (
    <span className="panel-day">
      <span id={`${id}-label`} className="unseen">
        {label}
      </span>
      <Suspense fallback={<Input disabled aria-label={label} />}>
        <DatePicker
          id={id}
          fact={{ name: { zh: label, en: label }, type: 'date' }}
          value={value ?? null}
          disabled={isReadOnly}
          withTime={withTime}
          onChange={(day) => onChange(typeof day === 'string' ? day : undefined)}
          aria={{ 'aria-labelledby': `${id}-label` }}
        />
      </Suspense>
    </span>
  );
}
