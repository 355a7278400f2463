/** Fields that are one control: a fact, something named, an id, words, a choice. */
import { useTranslation } from 'react-i18next';
import { builtinFacts } from '@flowmeter/engine/case/builtin-facts.ts';
import { Id } from '@flowmeter/engine/definition/header.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import type { FieldInput, Namesake } from '@flowmeter/engine/steps/field-spec.ts';
import type { Step } from '@flowmeter/engine/steps/registry.ts';
import { useSay } from '../../words/say.ts';
import type { Around, Named } from '../around.ts';
import { Choose, type Option, useOptions } from '../inputs/choose.tsx';
import { TextInput } from '../inputs/text-input.tsx';
import { WordsInput } from '../inputs/words-input.tsx';
import { usePanel } from '../panel.ts';
import { type SpecProps, textOf } from './spec-props.ts';

export function FactInput({ spec, value, change }: SpecProps) {
  const say = useSay();
  const factOptions = useFactOptions();
  const held = textOf(value);
  if (spec.input.as !== 'fact') return null;
  return (
    <FactChoice
      label={say(spec.name)}
      value={held}
      options={factOptions(spec.input, held)}
      onChange={(fact) => change(fact)}
    />
  );
}

interface FactChoiceProps {
  label: string;
  value: string | undefined;
  options: readonly Option[];
  onChange: (fact: string) => void;
}

export function FactChoice({ label, value, options, onChange }: FactChoiceProps) {
  return (
    <Choose
      value={value}
      options={options}
      placeholder={label}
      isSearched
      listWidth={280}
      onChange={(fact) => fact !== undefined && onChange(fact)}
      aria-label={label}
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

export function NamedInput({ spec, step, value, change }: SpecProps) {
  const say = useSay();
  const { around } = usePanel();
  const optionsOf = useOptions();
  const held = textOf(value);
  if (spec.input.as !== 'named') return null;
  const label = say(spec.name);
  return (
    <Choose
      value={held}
      options={optionsOf(namesakes[spec.input.what](around, step), held)}
      placeholder={label}
      onChange={(chosen) => chosen !== undefined && change(chosen)}
      aria-label={label}
    />
  );
}

/** One row a kind of thing that has a name. */
const namesakes: Record<Namesake, (around: Around, step: Step) => readonly Named[]> = {
  post: ({ posts }) => posts,
  calendar: ({ calendars }) => calendars,
  connector: ({ connectors }) => connectors,
  flow: ({ flows }) => flows,
  route: (_around, { routes }) =>
    routes.map(({ id, name }: { id: string; name?: Localized | undefined }) => {
      return { id, name: name ?? { zh: id, en: id } };
    }),
};

export function IdInput({ spec, value, change }: SpecProps) {
  const { t } = useTranslation('panels');
  const say = useSay();
  return (
    <TextInput
      value={textOf(value) ?? ''}
      accepts={(text) => Id.safeParse(text).success}
      refusal={t('notAnId')}
      write={(text, burst) => change(text, [], burst)}
      aria-label={say(spec.name)}
    />
  );
}

export function WordsLines({ spec, value, change }: SpecProps) {
  const say = useSay();
  return (
    <WordsInput
      value={value as Localized | undefined}
      label={say(spec.name)}
      isLong
      write={(words, burst) => words && change(words, [], burst)}
    />
  );
}

export function ChoiceInput({ spec, value, change }: SpecProps) {
  const say = useSay();
  if (spec.input.as !== 'choice') return null;
  return (
    <Choose
      value={textOf(value)}
      options={spec.input.options.map((one) => ({ value: one.value, label: say(one.name) }))}
      onChange={(chosen) => chosen !== undefined && change(chosen)}
      aria-label={say(spec.name)}
    />
  );
}
