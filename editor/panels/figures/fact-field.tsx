/** A fact that a figure is made of, or that says to which period a record belongs. */
import { useState } from 'react';
import type { ConditionTerms } from '../condition/comparison.ts';
import { EditingContext } from '../condition/editing.ts';
import { FactChoose } from '../condition/fact-choose.tsx';
import { Field } from '../inputs/field.tsx';
import { plainChoices } from './desk.ts';

interface FactFieldProps {
  label: string;
  help?: string;
  value: string | undefined;
  types: readonly string[];
  terms: ConditionTerms;
  at: string;
  onChange: (fact: string) => void;
}

export function FactField({ label, help, value, types, terms, at, onChange }: FactFieldProps) {
  const [focused, focus] = useState<string>();
  return (
    <EditingContext value={{ terms, problems: [], focused, focus, at }}>
      <Field label={label} at={at} help={help} isGroup>
        {() => (
          <FactChoose
            label={label}
            value={value}
            choices={plainChoices(terms, types)}
            onChange={onChange}
          />
        )}
      </Field>
    </EditingContext>
  );
}
