/** The password that somebody has. */
import { Input } from 'antd';
import { useId } from 'react';

interface SecretProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
}

export function Secret({ label, value, onChange }: SecretProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <Input
        id={id}
        type="password"
        autoComplete="current-password"
        value={value}
        maxLength={200}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
