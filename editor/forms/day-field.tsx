/** A day with its label; the picker comes when it is needed. */
import { Input } from 'antd';
import { lazy, Suspense, useId } from 'react';

const DatePicker = lazy(async () => ({
  default: (await import('./date-picker.tsx')).DatePicker,
}));

interface DayFieldProps {
  label: string;
  value: string | undefined;
  required?: boolean;
  onChange: (day: string | undefined) => void;
}

export function DayField({ label, value, required = false, onChange }: DayFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" id={`${id}-label`} htmlFor={id}>
        {label}
      </label>
      <Suspense fallback={<Input disabled aria-label={label} />}>
        <DatePicker
          id={id}
          fact={{ name: { zh: label, en: label }, type: 'date' }}
          value={value ?? null}
          disabled={false}
          withTime={false}
          onChange={(day) => onChange(typeof day === 'string' ? day : undefined)}
          aria={{ 'aria-labelledby': `${id}-label`, 'aria-required': required }}
        />
      </Suspense>
    </div>
  );
}
