/** The fields of a kind's own specification as rows of the properties panel. */
import type { ComponentType } from 'react';
import type { FieldSpec } from '@flowmeter/engine/steps/field-spec.ts';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import { useFieldLabel } from '../labels.ts';
import { usePanel } from '../panel.ts';
import type { FieldProps } from '../subject.ts';
import { Rivals, SpecField } from './spec-field.tsx';
import { chosenOf, recordOf, rivalsOf } from './spec-props.ts';

/** The editor of a field; of fields that exclude one another, the first also asks which is meant. */
export function editorOf(spec: FieldSpec): ComponentType<FieldProps> {
  const known = editors.get(spec);
  if (known !== undefined) return known;
  const made = (props: FieldProps) => <Specified spec={spec} {...props} />;
  editors.set(spec, made);
  return made;
}

/** A component has to stay the same one while its spec does. */
const editors = new WeakMap<FieldSpec, ComponentType<FieldProps>>();

function Specified({ spec, steps, change, at }: FieldProps & { spec: FieldSpec }) {
  const { document, perform } = usePanel();
  const label = useFieldLabel(spec.field);
  const [id] = steps;
  const step = id === undefined ? undefined : document.flow.steps[id];
  if (id === undefined || step === undefined) return null;
  const specs = kindOf(step).fields ?? [];
  const owner = recordOf(step);
  const put = (field: string, value: unknown, burst: string) =>
    perform({ do: 'changeStep', args: { step: id, path: [field], value } }, burst);
  const isShown = spec.rival !== true || chosenOf(specs, owner) === spec;
  return (
    <>
      {rivalsOf(specs)[0] === spec && (
        <Rivals
          specs={specs}
          owner={owner}
          label={label}
          choose={(chosen, burst) => {
            const old = chosenOf(specs, owner);
            if (old === chosen) return;
            if (old !== undefined) put(old.field, undefined, burst);
            put(chosen.field, structuredClone(chosen.blank), burst);
          }}
        />
      )}
      {isShown && <SpecField {...{ spec, step, owner, change, at }} />}
    </>
  );
}
