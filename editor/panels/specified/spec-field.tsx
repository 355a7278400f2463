/**
 * The fields that a specification asks for, one in another: each sort of field has its input (a new one
 * is a new row of `inputs`) and stands in a frame; of rivals only the chosen one is there.
 */
import { Switch } from 'antd';
import { type ComponentType, Fragment, type ReactNode } from 'react';
import type { FieldSpec } from '@flowmeter/engine/steps/field-spec.ts';
import { useSay } from '../../words/say.ts';
import { AuditsField } from '../fields/audits.tsx';
import { BranchField } from '../fields/branch.tsx';
import { BranchesField } from '../fields/branches.tsx';
import { FormField } from '../fields/form.tsx';
import { JoinField } from '../fields/join.tsx';
import { LimitsField } from '../fields/limits.tsx';
import { NameField } from '../fields/name.tsx';
import { OutcomeField } from '../fields/outcome.tsx';
import { OutcomesField } from '../fields/outcomes.tsx';
import { SignersField, WeightsField } from '../fields/signers.tsx';
import { PeriodField } from '../fields/wait-time.tsx';
import { ExactProblems, Field } from '../inputs/field.tsx';
import { useLabel } from '../labels.ts';
import { RoutesField } from '../routes.tsx';
import type { FieldProps } from '../subject.ts';
import { Rivals } from './rivals.tsx';
import { ChoiceInput, ChoicesInput, MarkField } from './spec-choice.tsx';
import { useHelp } from './spec-help.ts';
import { SpecList } from './spec-list.tsx';
import { SpecMap } from './spec-map.tsx';
import { FactInput, NamedInput, NamesInput } from './spec-named.tsx';
import {
  inside,
  type Owner,
  partOf,
  recordOf,
  rivalsOf,
  settled,
  sharedOf,
  type Sort,
  type SpecProps,
} from './spec-props.ts';
import { IdInput, ShareInput, WordsLines } from './spec-text.tsx';
import { ValueInput } from './spec-value.tsx';
import { VersionInput } from './spec-version.tsx';

interface RowsProps {
  specs: readonly FieldSpec[];
  /** What they stand in: one for each step that is edited. */
  owners: readonly Owner[];
  /** The field itself, to be shown and changed. */
  propsOf: (spec: FieldSpec) => FieldProps;
  /** What the choice between rivals is called. */
  label: string;
}

/** Those fields that are there, in order; before the first of rivals, the choice between them. */
export function SpecRows({ specs, owners, propsOf, label }: RowsProps) {
  const [owner = {}] = owners;
  const [firstRival] = owners.length === 1 ? rivalsOf(specs) : [];
  const there = new Set(sharedOf(specs, owners));
  return specs.map((spec) => (
    <Fragment key={spec.field}>
      {spec === firstRival && <Rivals {...{ specs, owner, label, propsOf }} />}
      {there.has(spec) && <SpecField {...propsOf(spec)} spec={spec} owners={owners} />}
    </Fragment>
  ));
}

type FramedProps = FieldProps & Pick<SpecProps, 'spec' | 'owners'>;

/** One field in its frame; what fills a section has none. */
function SpecField(props: FramedProps) {
  const { spec } = props;
  const labelOf = useLabel();
  const help = useHelp(props);
  const { input: Input, frame } = inputs[spec.input.as] as Row<Sort>;
  const given = { ...props, input: spec.input } as SpecProps;
  const around = 'fills' in spec ? 'own' : frameOf(spec, frame);
  if (around === 'own') return <Input {...given} />;
  if (around === 'several') {
    return (
      <Several {...props}>
        <Input {...given} />
      </Several>
    );
  }
  return (
    <Field label={labelOf(spec.name)} help={help} at={props.at} isGroup={around === 'below'}>
      {(tied) => <Input {...given} tied={tied} />}
    </Field>
  );
}

/** Fields under one name; what may be left out has a switch, unless empty says it as well. */
function Several({ spec, value, change, children }: FramedProps & { children: ReactNode }) {
  const say = useSay();
  const label = useLabel()(spec.name);
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
      {spec.help !== undefined && <p className="panel-help">{say(spec.help)}</p>}
      {(isThere || !isSwitched) && children}
    </fieldset>
  );
}

function Group(props: SpecProps<'group'>) {
  const { spec, input, values, at } = props;
  const label = useLabel()(spec.name);
  const owners = values.map(recordOf);
  const head = input.of.find(({ field }) => field === input.head);
  const others = input.of.filter((one) => one !== head);
  const isThere = head === undefined || values.every((one) => one !== undefined);
  return (
    <>
      {head ? <Head {...props} head={head} /> : <ExactProblems at={at} />}
      {isThere && (
        <SpecRows
          specs={others}
          owners={owners}
          propsOf={(one) => partOf(props, input.of, one)}
          label={label}
        />
      )}
    </>
  );
}

/** The field that stands for its group: with it the group begins, and goes. */
function Head({ head, ...props }: SpecProps<'group'> & { head: FieldSpec }) {
  const { input, values, at } = props;
  const begin = (said: unknown, burst?: string) =>
    props.changeEach((held) => settled(input.of, { ...recordOf(held), [head.field]: said }), burst);
  return (
    <SpecField
      {...inside(props, head.field)}
      change={(said, _path, burst) =>
        said === undefined ? props.change(undefined, [], burst) : begin(said, burst)
      }
      at={at}
      spec={head}
      owners={values.map(recordOf)}
    />
  );
}

function List(props: SpecProps<'list'>) {
  const { spec, input, value = [] } = props;
  const label = useLabel()(spec.name);
  return (
    <SpecList
      {...props}
      renderRow={(index) => {
        const row = inside(props, index);
        return (
          <>
            <ExactProblems at={row.at} />
            <SpecRows
              specs={input.of}
              owners={[recordOf(value[index])]}
              propsOf={(one) => partOf(row, input.of, one)}
              label={label}
            />
          </>
        );
      }}
    />
  );
}

/**
 * What stands around an input: its name, tied to the one control (`tied`) or above several (`below`); a
 * frame of its fields (`several`); nothing, where it brings its own.
 */
type Frame = 'tied' | 'below' | 'several' | 'own';

function frameOf({ input }: FieldSpec, frame: Frame): Frame {
  if (input.as === 'choice' && input.abreast) return 'below';
  return input.as === 'group' && input.head !== undefined ? 'own' : frame;
}

interface Row<A extends Sort> {
  input: ComponentType<SpecProps<A>>;
  frame: Frame;
}

const inputs: { readonly [A in Sort]: Row<A> } = {
  name: { input: NameField, frame: 'below' },
  words: { input: WordsLines, frame: 'below' },
  mark: { input: MarkField, frame: 'own' },
  choice: { input: ChoiceInput, frame: 'tied' },
  choices: { input: ChoicesInput, frame: 'tied' },
  fact: { input: FactInput, frame: 'tied' },
  named: { input: NamedInput, frame: 'tied' },
  names: { input: NamesInput, frame: 'tied' },
  id: { input: IdInput, frame: 'tied' },
  share: { input: ShareInput, frame: 'tied' },
  period: { input: PeriodField, frame: 'own' },
  join: { input: JoinField, frame: 'below' },
  version: { input: VersionInput, frame: 'below' },
  value: { input: ValueInput, frame: 'below' },
  form: { input: FormField, frame: 'several' },
  map: { input: SpecMap, frame: 'several' },
  signers: { input: SignersField, frame: 'own' },
  weights: { input: WeightsField, frame: 'own' },
  limits: { input: LimitsField, frame: 'several' },
  audits: { input: AuditsField, frame: 'several' },
  branch: { input: BranchField, frame: 'own' },
  branches: { input: BranchesField, frame: 'several' },
  outcome: { input: OutcomeField, frame: 'own' },
  outcomes: { input: OutcomesField, frame: 'several' },
  routes: { input: RoutesField, frame: 'several' },
  group: { input: Group, frame: 'several' },
  list: { input: List, frame: 'several' },
};
