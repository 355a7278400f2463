import { Switch } from 'antd';
import { Field } from './field.tsx';

export interface SwitchFieldProps {
  label: string;
  help: string | undefined;
  at: string | undefined;
  value: boolean | undefined;
  /** What does not hold is not said at all. */
  write: (value: true | undefined) => void;
}

/** Something that holds or does not: its switch stands beside its name. */
export function SwitchField({ label, help, at, value, write }: SwitchFieldProps) {
  return (
    <Field
      label={label}
      at={at}
      help={help}
      aside={
        <Switch
          checked={value ?? false}
          aria-label={label}
          onChange={(isOn) => write(isOn ? true : undefined)}
        />
      }
      isGroup
    >
      {() => null}
    </Field>
  );
}
