/** What a step or a flow is called. */
import { isFreshName } from '../../document/names.ts';
import { WordsInput } from '../inputs/words-input.tsx';
import { useLabel } from '../labels.ts';
import { usePanel } from '../panel.ts';
import type { SpecProps } from '../specified/spec-props.ts';

export function NameField({ spec, steps, value, change, tied }: SpecProps<'name'>) {
  const { document, perform } = usePanel();
  const label = useLabel();
  const [step] = steps;
  const held = step === undefined ? undefined : document.flow.steps[step];
  return (
    <WordsInput
      value={value}
      label={label(spec.name)}
      write={(name, burst) => {
        if (name === undefined) return;
        if (step === undefined) change(name, [], burst);
        else perform({ do: 'rename', args: { step, name } }, burst);
      }}
      isGiven={(words, language) =>
        held !== undefined && held.name[language] === words && isFreshName(held, language)
      }
      {...(tied ? { id: tied.id } : {})}
    />
  );
}
