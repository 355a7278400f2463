/** One of a few, some of a few, or a mark. */
import { Radio } from 'antd';
import { useSay } from '../../words/say.ts';
import { Choose, ChooseMany } from '../inputs/choose.tsx';
import { SwitchField } from '../inputs/switch-field.tsx';
import { useLabel, useMixedWords } from '../labels.ts';
import { useHelp } from './spec-help.ts';
import type { SpecProps } from './spec-props.ts';

/** What is meant anyway is not said. */
export function ChoiceInput({ spec, input, value, isMixed, change, tied }: SpecProps<'choice'>) {
  const say = useSay();
  const label = useLabel();
  const mixed = useMixedWords();
  const { options, usual, abreast } = input;
  const shown = isMixed ? undefined : (value ?? usual);
  const rows = options.map((one) => ({ value: one.value, label: label(one.name) }));
  const put = (chosen: string | undefined) => change(chosen === usual ? undefined : chosen);
  if (abreast) {
    return (
      <Radio.Group
        block
        optionType="button"
        value={shown ?? null}
        options={rows}
        onChange={(event) => put(event.target.value as string)}
        role="radiogroup"
        aria-labelledby={tied?.['aria-labelledby']}
      />
    );
  }
  return (
    <Choose
      value={shown}
      options={rows}
      placeholder={isMixed ? mixed : spec.empty && say(spec.empty)}
      isOptional={spec.optional === true && usual === undefined}
      onChange={put}
      {...tied}
    />
  );
}

/** Kept in the order of the specification. */
export function ChoicesInput({ input, value, isMixed, change, tied }: SpecProps<'choices'>) {
  const label = useLabel();
  const { options, usual } = input;
  return (
    <ChooseMany
      value={isMixed ? [] : (value ?? usual)}
      options={options.map((one) => ({ value: one.value, label: label(one.name) }))}
      onChange={(chosen) =>
        change(options.map((one) => one.value).filter((one) => chosen.includes(one)))
      }
      {...tied}
    />
  );
}

export function MarkField(props: SpecProps<'mark'>) {
  const label = useLabel();
  const help = useHelp(props);
  const { spec, value, change, at } = props;
  return <SwitchField label={label(spec.name)} help={help} at={at} value={value} write={change} />;
}
