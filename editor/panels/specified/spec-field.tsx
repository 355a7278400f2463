/**
 * The fields that a kind's own specification asks for, one in another: a way to enter each kind of field
 * (a new one is a new row), and groups of them; of rivals only the chosen one is there.
 */
import { Radio, Switch } from 'antd';
import type { ComponentType } from 'react';
import type { FieldInput, FieldSpec } from '@flowmeter/engine/steps/field-spec.ts';
import type { Step } from '@flowmeter/engine/steps/registry.ts';
import type { Path } from '../../document/commands/change-step.ts';
import { useSay } from '../../words/say.ts';
import { FormField } from '../fields/form.tsx';
import { WaitField } from '../fields/wait-time.tsx';
import { ExactProblems, Field } from '../inputs/field.tsx';
import { newBurst } from '../panel.ts';
import type { FieldProps } from '../subject.ts';
import { JoinInput } from './spec-join.tsx';
import { SpecList } from './spec-list.tsx';
import { SpecMap } from './spec-map.tsx';
import { ChoiceInput, FactInput, IdInput, NamedInput, WordsLines } from './spec-plain.tsx';
import { chosenOf, recordOf, rivalsOf, shownOf, type SpecProps } from './spec-props.ts';
import { ValueInput } from './spec-value.tsx';
import { VersionInput } from './spec-version.tsx';

interface GroupProps {
  specs: readonly FieldSpec[];
  step: Step;
  value: unknown;
  change: (value: unknown, path?: Path, burst?: string) => void;
  at: string | undefined;
  /** What the choice between rivals is called. */
  label: string;
}

function SpecGroup({ specs, step, value, change, at, label }: GroupProps) {
  const owner = recordOf(value);
  const choose = (chosen: FieldSpec, burst: string) => {
    const old = chosenOf(specs, owner);
    if (old?.field === chosen.field) return;
    if (old !== undefined) change(undefined, [old.field], burst);
    change(structuredClone(chosen.blank), [chosen.field], burst);
  };
  return (
    <>
      <ExactProblems at={at} />
      <Rivals specs={specs} owner={owner} label={label} choose={choose} />
      {shownOf(specs, owner).map((spec) => (
        <SpecField
          key={spec.field}
          spec={spec}
          step={step}
          owner={owner}
          change={(held, path = [], burst) =>
            change(held, spec.field === '' ? path : [spec.field, ...path], burst)
          }
          at={at && (spec.field === '' ? at : `${at}/${spec.field}`)}
        />
      ))}
    </>
  );
}

interface RivalsProps {
  specs: readonly FieldSpec[];
  owner: Readonly<Record<string, unknown>>;
  label: string;
  choose: (chosen: FieldSpec, burst: string) => void;
}

/** Which of the fields is there. */
export function Rivals({ specs, owner, label, choose }: RivalsProps) {
  const say = useSay();
  const rivals = rivalsOf(specs);
  if (rivals.length === 0) return null;
  return (
    <Radio.Group
      className="panel-rivals"
      value={chosenOf(specs, owner)?.field ?? null}
      options={rivals.map(({ field, name }) => ({ value: field, label: say(name) }))}
      onChange={(event) => {
        const chosen = rivals.find(({ field }) => field === event.target.value);
        if (chosen !== undefined) choose(chosen, newBurst());
      }}
      role="radiogroup"
      aria-label={label}
    />
  );
}

interface SpecFieldProps {
  spec: FieldSpec;
  step: Step;
  owner: Readonly<Record<string, unknown>>;
  change: (value: unknown, path?: Path, burst?: string) => void;
  at: string | undefined;
}

/** One field with its name; one that may be left out has a switch, unless empty says it as well. */
export function SpecField({ spec, step, owner, change, at }: SpecFieldProps) {
  const say = useSay();
  const label = say(spec.name);
  const help = spec.help && say(spec.help);
  const value = spec.field === '' ? owner : owner[spec.field];
  const input = <SpecInput {...{ spec, step, owner, value, change, at }} />;
  if (bare.has(spec.input.as)) return input;
  if (!groups.has(spec.input.as)) {
    return (
      <Field label={label} help={help} at={at} isGroup>
        {() => input}
      </Field>
    );
  }
  const isSwitched = spec.optional === true && spec.blank !== undefined;
  const isThere = value !== undefined;
  return (
    <fieldset className="panel-group">
      <legend className="panel-label">
        {label}
        {isSwitched && (
          <Switch
            size="small"
            checked={isThere}
            aria-label={label}
            onChange={(isOn) => change(isOn ? structuredClone(spec.blank) : undefined)}
          />
        )}
      </legend>
      {help !== undefined && <p className="panel-help">{help}</p>}
      {(isThere || !isSwitched) && input}
    </fieldset>
  );
}

/** Inputs that bring a frame of their own. */
const bare: ReadonlySet<FieldSpec['input']['as']> = new Set(['period']);
/** Inputs that are several. */
const groups: ReadonlySet<FieldSpec['input']['as']> = new Set(['group', 'list', 'map', 'form']);

function SpecInput(props: SpecProps) {
  const Input = inputs[props.spec.input.as];
  return <Input {...props} />;
}

const inputs: Record<FieldInput['as'], ComponentType<SpecProps>> = {
  fact: FactInput,
  named: NamedInput,
  id: IdInput,
  words: WordsLines,
  period: Period,
  choice: ChoiceInput,
  join: JoinInput,
  version: VersionInput,
  value: ValueInput,
  form: Form,
  map: SpecMap,
  group: Group,
  list: List,
};

function Group({ spec, step, value, change, at }: SpecProps) {
  const say = useSay();
  if (spec.input.as !== 'group') return null;
  const label = say(spec.name);
  return <SpecGroup specs={spec.input.of} {...{ step, value, change, at, label }} />;
}

function List(props: SpecProps) {
  const say = useSay();
  const { spec, step, value, change, at } = props;
  if (spec.input.as !== 'list') return null;
  const { of: specs } = spec.input;
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <SpecList
      {...props}
      rows={rows}
      renderRow={(index) => (
        <SpecGroup
          specs={specs}
          step={step}
          value={rows[index]}
          change={(held, path = [], burst) => change(held, [index, ...path], burst)}
          at={at && `${at}/${index}`}
          label={say(spec.name)}
        />
      )}
    />
  );
}

function Period(props: SpecProps) {
  return <WaitField {...single(props, 'for')} />;
}

function Form(props: SpecProps) {
  return <FormField {...single(props, props.spec.field)} />;
}

/** As the field of one thing that is edited alone. */
function single<T>({ value: held, change, at }: SpecProps, field: string): FieldProps<T> {
  const value = held as T | undefined;
  return {
    field,
    steps: [],
    values: [value],
    value,
    isMixed: false,
    change,
    changeEach: (update, burst) => change(update(value), [], burst),
    at,
  };
}
