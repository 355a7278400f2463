/** The arguments of a computed fact: steps, moments, a calendar; one row a kind of argument. */
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { computedFact } from '@flowmeter/engine/case/builtin-facts.ts';
import type { FactParameter } from '@flowmeter/engine/case/fact-rows.ts';
import type { FactParams } from '@flowmeter/engine/rules/source.ts';
import { useSay } from '../../words/say.ts';
import { Choose, ChooseMany, useOptions } from '../inputs/choose.tsx';
import { TextInput } from '../inputs/text-input.tsx';
import { momentChoices, withArgument } from './comparison.ts';
import { useEditing } from './editing.ts';
import { FactChoose } from './fact-choose.tsx';

interface ArgumentsProps<R> {
  reading: R;
  /** The fact's name, for the names of the pickers. */
  name: string;
  onChange: (next: R, burst?: string) => void;
}

export function Arguments<R extends { fact: string; params?: FactParams | undefined }>({
  reading,
  name,
  onChange,
}: ArgumentsProps<R>) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const wanted = computedFact(reading.fact)?.params ?? [];
  if (wanted.length === 0) return null;
  return (
    <div className="condition-arguments">
      {wanted.map((parameter) => {
        const Picker = pickers[parameter.kind];
        const label = t('condition.argumentOf', { argument: say(parameter.name), name });
        return (
          <div key={parameter.id} className="condition-argument">
            <span className="condition-argument-name" aria-hidden>
              {say(parameter.name)}
            </span>
            <Picker
              label={label}
              parameter={parameter}
              value={reading.params?.[parameter.id]}
              onChange={(value, burst) =>
                onChange(withArgument(reading, parameter.id, value), burst)
              }
            />
          </div>
        );
      })}
    </div>
  );
}

interface PickerProps {
  label: string;
  parameter: FactParameter;
  value: FactParams[string] | undefined;
  onChange: (value: FactParams[string] | undefined, burst?: string) => void;
}

const pickers: Record<FactParameter['kind'], ComponentType<PickerProps>> = {
  step: StepPicker,
  steps: StepsPicker,
  moment: MomentPicker,
  instant: MomentPicker,
  list: MomentPicker,
  calendar: CalendarPicker,
};

/** Any text where steps are not listed: imported logs name theirs by activities. */
function StepPicker({ label, value, onChange }: PickerProps) {
  const { terms } = useEditing();
  const optionsOf = useOptions();
  const held = typeof value === 'string' ? value : '';
  if (terms.steps === undefined) {
    return (
      <TextInput
        value={held}
        accepts={(text) => text !== ''}
        write={(text, burst) => onChange(text, burst)}
        aria-label={label}
      />
    );
  }
  return (
    <Choose
      value={held}
      options={optionsOf(terms.steps, held)}
      listWidth={280}
      onChange={onChange}
      aria-label={label}
    />
  );
}

/** At least two different ones; fewer are not kept. */
function StepsPicker({ label, value, onChange }: PickerProps) {
  const { terms } = useEditing();
  const optionsOf = useOptions();
  const held = [value].flat().filter((one) => typeof one === 'string');
  return (
    <ChooseMany
      value={held}
      options={optionsOf(terms.steps ?? [])}
      takesAny={terms.steps === undefined}
      onChange={(steps) => steps.length >= 2 && onChange(steps)}
      aria-label={label}
    />
  );
}

function MomentPicker({ label, parameter, value, onChange }: PickerProps) {
  const { terms } = useEditing();
  return (
    <FactChoose
      label={label}
      value={typeof value === 'string' ? value : undefined}
      choices={momentChoices(terms, parameter.kind)}
      onChange={onChange}
    />
  );
}

function CalendarPicker({ label, parameter, value, onChange }: PickerProps) {
  const { t } = useTranslation('panels');
  const { terms } = useEditing();
  const optionsOf = useOptions();
  const held = typeof value === 'string' ? value : undefined;
  return (
    <Choose
      value={held}
      options={optionsOf(terms.calendars ?? [], held)}
      placeholder={t('condition.usualCalendar')}
      isOptional={parameter.optional ?? false}
      listWidth={280}
      onChange={onChange}
      aria-label={label}
    />
  );
}
