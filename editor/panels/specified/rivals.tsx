/** The choice between fields of which exactly one is there. */
import { Radio } from 'antd';
import type { FieldSpec } from '@flowmeter/engine/steps/field-spec.ts';
import { useLabel } from '../labels.ts';
import { newBurst } from '../panel.ts';
import type { FieldProps } from '../subject.ts';
import { chosenOf, type Owner, rivalsOf } from './spec-props.ts';

interface RivalsProps {
  specs: readonly FieldSpec[];
  owner: Owner;
  label: string;
  propsOf: (spec: FieldSpec) => FieldProps;
}

export function Rivals({ specs, owner, label, propsOf }: RivalsProps) {
  const labelOf = useLabel();
  const rivals = rivalsOf(specs);
  const old = chosenOf(specs, owner);
  const choose = (chosen: FieldSpec) => {
    const burst = newBurst();
    const left = specs.filter((one) => one === old || (old && one.only?.field === old.field));
    for (const one of left) {
      if (owner[one.field] !== undefined) propsOf(one).change(undefined, [], burst);
    }
    propsOf(chosen).change(structuredClone(chosen.blank), [], burst);
  };
  return (
    <Radio.Group
      className="panel-rivals"
      value={old?.field ?? null}
      options={rivals.map(({ field, name }) => ({ value: field, label: labelOf(name) }))}
      onChange={(event) => {
        const chosen = rivals.find(({ field }) => field === event.target.value);
        if (chosen !== undefined && chosen !== old) choose(chosen);
      }}
      role="radiogroup"
      aria-label={label}
    />
  );
}
