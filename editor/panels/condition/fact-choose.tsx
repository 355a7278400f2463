/** A fact chosen by name, in both languages, or id; grouped by where facts come from. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import { useSay } from '../../words/say.ts';
import { Choose, type OptionGroup } from '../inputs/choose.tsx';
import { type FactChoice, type FactGroup, factChoices } from './comparison.ts';
import { useEditing } from './editing.ts';

interface FactChooseProps {
  label: string;
  value: string | undefined;
  onChange: (fact: string) => void;
  /** Every fact of the record, unless only some are meant. */
  choices?: readonly FactChoice[];
  autoFocus?: boolean;
  defaultOpen?: boolean;
  onBlur?: () => void;
}

export function FactChoose({ label, value, onChange, choices, ...rest }: FactChooseProps) {
  const { terms } = useEditing();
  const all = useMemo(() => choices ?? factChoices(terms), [choices, terms]);
  const options = useGroups(all, value);
  return (
    <Choose
      className="fact-choose"
      value={value}
      options={options}
      placeholder={label}
      listWidth={312}
      onChange={(fact) => fact !== undefined && onChange(fact)}
      aria-label={label}
      {...rest}
    />
  );
}

const order: FactGroup[] = ['near', 'declared', 'case', 'step', 'finding', 'computed'];

function useGroups(choices: readonly FactChoice[], held: string | undefined): OptionGroup[] {
  const { t } = useTranslation('panels');
  const say = useSay();
  const groups = order.map((group) => ({
    label: t(`condition.facts.${group}`),
    options: choices
      .filter((one) => one.group === group)
      .map(({ id, fact }) => ({
        value: id,
        label: say(fact.name),
        note: fact.unit ?? say(typeNames[fact.type]),
        search: `${fact.name.zh} ${fact.name.en}`,
      })),
  }));
  const isKnown = held === undefined || choices.some(({ id }) => id === held);
  const lost = {
    label: t('condition.facts.lost'),
    options: [{ value: held ?? '', label: held ?? '' }],
  };
  return [...(isKnown ? [] : [lost]), ...groups.filter(({ options }) => options.length > 0)];
}
