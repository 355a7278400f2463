/** Where a step stands: in the main line or in a branch of a block. */
import { stepsIn } from '@flowmeter/engine/flow/structure.ts';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import { useTranslation } from 'react-i18next';
import { type FlowDocument, insideOf, type Point, withInside } from '../../document/document.ts';
import { bottomOf, boxOf, CONTENT_TOP, frameOf, GAP } from '../../document/geometry.ts';
import { useSay } from '../../words/say.ts';
import { Choose, type OptionGroup } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { useFieldLabel, useMixedWords } from '../labels.ts';
import { usePanel } from '../panel.ts';
import type { FieldProps } from '../subject.ts';

const MAIN = '/';

/** Only where there is a branch to stand in; the start stands in none. */
export function BranchField({ field, steps, value, isMixed, at }: FieldProps<string>) {
  const { t } = useTranslation('panels');
  const { document, perform } = usePanel();
  const mixed = useMixedWords();
  const label = useFieldLabel(field);
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
    <Field label={label} at={at} help={t('branchHelp')}>
      {(tied) => (
        <Choose
          value={isMixed ? undefined : (value ?? MAIN)}
          options={[{ value: MAIN, label: t('mainLine') }, ...groups]}
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

/** Places below what stands in a branch already, one below the other; what is inside goes along. */
export function placesIn(
  document: FlowDocument,
  branch: string | undefined,
  steps: readonly string[],
): Record<string, Point> {
  const { flow, layout } = document;
  const staying = stepsIn(flow, branch).filter(([id]) => !steps.includes(id));
  const boxes = staying.flatMap(([id]) => boxOf(document, id) ?? []);
  const lane = laneOf(document, branch);
  let top = Math.max(lane.top, ...boxes.map((box) => bottomOf(box) + GAP));
  const places: Record<string, Point> = {};
  for (const id of steps) {
    const box = boxOf(document, id);
    if (box === undefined) continue;
    const by = { x: (lane.axis ?? box.x + box.width / 2) - box.width / 2 - box.x, y: top - box.y };
    for (const one of withInside(flow, [id])) {
      const at = layout.positions[one];
      if (at) places[one] = { x: at.x + by.x, y: at.y + by.y };
    }
    top += box.height + GAP;
  }
  return places;
}

/** The axis that a branch runs down, and where its content begins; the main line has no axis. */
function laneOf(document: FlowDocument, branch: string | undefined) {
  for (const [id, step] of Object.entries(document.flow.steps)) {
    if (!('branches' in step) || branch === undefined) continue;
    const frame = frameOf(document, id);
    const lane = frame?.lanes.find((one) => one.branch === branch);
    if (frame && lane) return { axis: lane.entry.x, top: frame.y + CONTENT_TOP };
  }
  return { axis: undefined, top: Number.NEGATIVE_INFINITY };
}
