/** A text that is wanted, with its label and what helps to fill it in. */
import { Input } from 'antd';
import { useId } from 'react';

interface TextFieldProps {
  label: string;
  help?: string;
  value: string;
  /** The most letters it takes. */
  most: number;
  /** Lines; one where there is no number. */
  rows?: number;
  onChange: (text: string) => void;
}

export function TextField({ label, help, value, most, rows, onChange }: TextFieldProps) {
  const id = useId();
  const common = {
    id,
    value,
    maxLength: most,
    'aria-required': true,
    ...(help === undefined ? {} : { 'aria-describedby': `${id}-help` }),
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {rows === undefined ? (
        <Input {...common} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input.TextArea
          {...common}
          rows={rows}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {help !== undefined && (
        <span className="field-help" id={`${id}-help`}>
          {help}
        </span>
      )}
    </div>
  );
}
