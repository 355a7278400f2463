/** What the case came to; an end inside a branch ends the branch alone. */
import { useSay } from '../../words/say.ts';
import { Choose, useOptions } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { useLabel, useMixedWords } from '../labels.ts';
import { usePanel } from '../panel.ts';
import type { SpecProps } from '../specified/spec-props.ts';

export function OutcomeField(props: SpecProps<'outcome'>) {
  const { spec, input, owners, value, isMixed, change, at } = props;
  const { document } = usePanel();
  const say = useSay();
  const label = useLabel();
  const optionsOf = useOptions();
  const mixed = useMixedWords();
  const isInside = owners.some(({ branch }) => branch !== undefined);
  const isNeedless = isInside && value === undefined && !isMixed;
  const empty = spec.empty && say(spec.empty);
  return (
    <Field
      label={label(spec.name)}
      at={at}
      help={isInside ? say(input.inside) : undefined}
      isGroup={isNeedless}
    >
      {(tied) =>
        isNeedless ? null : (
          <Choose
            value={value}
            options={optionsOf(document.flow.outcomes, value)}
            placeholder={isMixed ? mixed : empty}
            isOptional
            onChange={(outcome) => change(outcome)}
            {...tied}
          />
        )
      }
    </Field>
  );
}
