/** What is said below an input. */
import type { FieldInput } from '@flowmeter/engine/steps/field-spec.ts';
import { useSay } from '../../words/say.ts';
import { useMixedWords } from '../labels.ts';
import type { FieldProps } from '../subject.ts';
import { useNamed } from './namesakes.ts';
import type { SpecProps } from './spec-props.ts';

/** Of what was chosen, where that has words of its own; else what the specification says. */
export function useHelp(
  props: Pick<FieldProps, 'steps' | 'value' | 'isMixed'> & Pick<SpecProps, 'spec'>,
): string | undefined {
  const say = useSay();
  const mixed = useMixedWords();
  const namedOf = useNamed();
  const { spec, steps, value, isMixed } = props;
  const { input } = spec;
  if (isMixed && hidesMixed(input)) return mixed;
  const lacks = input.as === 'named' && input.none && namedOf(input.what, steps).length === 0;
  const words = lacks ? input.none : (helpOfChosen(spec, value, isMixed) ?? spec.help);
  return words && say(words);
}

/** Inputs that look as if nothing were said while steps differ. */
function hidesMixed(input: FieldInput): boolean {
  return (
    input.as === 'mark' ||
    input.as === 'choices' ||
    (input.as === 'choice' && input.abreast === true)
  );
}

function helpOfChosen({ input }: SpecProps['spec'], value: unknown, isMixed: boolean) {
  if (isMixed || (input.as !== 'choice' && input.as !== 'join')) return undefined;
  const chosen = typeof value === 'object' ? 'at_least' : (value ?? input.usual);
  const options = input.as === 'choice' ? input.options : input.rules;
  return options.find((one) => one.value === chosen)?.help;
}
