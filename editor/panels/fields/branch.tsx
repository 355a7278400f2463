/** Where a step stands: in the main line or in a branch of a block. */
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import { insideOf } from '../../document/document.ts';
import { useSay } from '../../words/say.ts';
import { Choose, type OptionGroup } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { useLabel, useMixedWords } from '../labels.ts';
import { usePanel } from '../panel.ts';
import type { SpecProps } from '../specified/spec-props.ts';
import { placesIn } from './places.ts';

const MAIN = '/';

/** Only where there is a branch to stand in; the start stands in none. */
export function BranchField(props: SpecProps<'branch'>) {
  const { spec, input, steps, value, isMixed, at } = props;
  const say = useSay();
  const { document, perform } = usePanel();
  const mixed = useMixedWords();
  const label = useLabel();
  const groups = useBranches(steps);
  const { flow } = document;
  const begins = steps.some((id) => flow.steps[id] && kindOf(flow.steps[id]).arrival === 'pass');
  if (groups.length === 0 || (begins && value === undefined && !isMixed)) return null;
  const move = (chosen: string | undefined) => {
    const branch = chosen === MAIN ? undefined : chosen;
    const to = placesIn(document, branch, steps);
    perform({ do: 'moveIntoBranch', args: { steps: [...steps], branch, to } });
  };
  return (
    <Field label={label(spec.name)} at={at} help={spec.help && say(spec.help)}>
      {(tied) => (
        <Choose
          value={isMixed ? undefined : (value ?? MAIN)}
          options={[{ value: MAIN, label: say(input.main) }, ...groups]}
          placeholder={mixed}
          onChange={move}
          {...tied}
        />
      )}
    </Field>
  );
}

/** Branches by block, without those inside the steps themselves. */
function useBranches(steps: readonly string[]): OptionGroup[] {
  const { document } = usePanel();
  const say = useSay();
  const { flow } = document;
  const own = new Set(steps.flatMap((id) => [id, ...insideOf(flow, id)]));
  return Object.entries(flow.steps).flatMap(([id, step]) =>
    'branches' in step && !own.has(id)
      ? [
          {
            label: say(step.name),
            options: step.branches.map((one) => ({ value: one.id, label: say(one.name) })),
          },
        ]
      : [],
  );
}
