/** Fields that name something: a fact, a post, a calendar, a step. */
import { useTranslation } from 'react-i18next';
import { builtinFacts } from '@flowmeter/engine/case/builtin-facts.ts';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import type { FieldInput } from '@flowmeter/engine/steps/field-spec.ts';
import { useSay } from '../../words/say.ts';
import { Choose, ChooseMany, type Option, useOptions } from '../inputs/choose.tsx';
import type { Tied } from '../inputs/field.tsx';
import { useLabel, useMixedWords } from '../labels.ts';
import { usePanel } from '../panel.ts';
import { useNamed } from './namesakes.ts';
import { type SpecProps, textOf } from './spec-props.ts';

/** What an empty input says. */
function useEmpty(): (props: Pick<SpecProps, 'spec' | 'isMixed'>) => string {
  const say = useSay();
  const label = useLabel();
  const mixed = useMixedWords();
  return ({ spec, isMixed }) => {
    if (isMixed) return mixed;
    return spec.empty ? say(spec.empty) : label(spec.name);
  };
}

export function FactInput(props: SpecProps<'fact'>) {
  const factOptions = useFactOptions();
  const emptyOf = useEmpty();
  const { spec, input, value, change, tied } = props;
  const held = textOf(value);
  return (
    <FactChoice
      value={held}
      options={factOptions(input, held)}
      placeholder={emptyOf(props)}
      isOptional={spec.optional === true}
      onChange={(fact) => change(fact)}
      {...tied}
    />
  );
}

interface FactChoiceProps extends Partial<Tied> {
  value: string | undefined;
  options: readonly Option[];
  placeholder: string;
  isOptional?: boolean;
  onChange: (fact: string | undefined) => void;
  'aria-label'?: string;
}

export function FactChoice({ onChange, isOptional = false, ...props }: FactChoiceProps) {
  return (
    <Choose
      isSearched
      listWidth={280}
      isOptional={isOptional}
      onChange={(fact) => (isOptional || fact !== undefined) && onChange(fact)}
      {...props}
    />
  );
}

type Wanted = Pick<Extract<FieldInput, { as: 'fact' }>, 'known' | 'types'>;

/** Facts with their types; where built-in ones may be read, those of a case come last. */
export function useFactOptions() {
  const say = useSay();
  const { t } = useTranslation('panels');
  const { around } = usePanel();
  return ({ known, types }: Wanted, held?: string): Option[] => {
    const own = known
      ? Object.entries(builtinFacts).filter(([, one]) => one.record === 'case')
      : [];
    const rows = [...Object.entries(around.facts), ...own]
      .filter(([, { type }]) => types?.includes(type) ?? true)
      .map(([id, { name, type }]) => ({
        value: id,
        label: say(name),
        note: say(typeNames[type]),
        search: `${name.zh} ${name.en}`,
      }));
    const isKnown = held === undefined || rows.some(({ value }) => value === held);
    return isKnown ? rows : [{ value: held, label: t('missing', { id: held }) }, ...rows];
  };
}

export function NamedInput(props: SpecProps<'named'>) {
  const namedOf = useNamed();
  const optionsOf = useOptions();
  const emptyOf = useEmpty();
  const { spec, input, steps, value, change, tied } = props;
  const held = textOf(value);
  const isOptional = spec.optional === true;
  return (
    <Choose
      value={held}
      options={optionsOf(namedOf(input.what, steps), held)}
      placeholder={emptyOf(props)}
      isOptional={isOptional}
      onChange={(chosen) => (isOptional || chosen !== undefined) && change(chosen)}
      {...tied}
    />
  );
}

/** An empty list says nothing; where something has to be there, the last one stays. */
export function NamesInput(props: SpecProps<'names'>) {
  const namedOf = useNamed();
  const optionsOf = useOptions();
  const emptyOf = useEmpty();
  const { spec, input, steps, value, change, tied } = props;
  const put = (chosen: string[]) => {
    if (chosen.length > 0) change(chosen);
    else if (spec.optional) change(undefined);
  };
  return (
    <ChooseMany
      value={value ?? []}
      options={optionsOf(namedOf(input.what, steps))}
      placeholder={emptyOf(props)}
      onChange={put}
      {...tied}
    />
  );
}
