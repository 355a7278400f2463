/** The kinds of steps, to be dragged onto the canvas or pressed. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kindOf, stepKinds, type StepKindName } from '@flowmeter/engine/steps/registry.ts';
import { Tooltip } from 'antd';
import type { FlowDocument } from '../document/document.ts';
import { branchAt, sizeOf } from '../document/geometry.ts';
import { useSay } from '../words/say.ts';
import { doAsked } from './action-runs.ts';
import { Carried, carryingOf } from './carrying.tsx';
import { KindIcon } from './kind-icon.tsx';
import { PALETTE } from './palette-drop.ts';
import type { EditPort } from './port.ts';
import type { View } from './view-state.ts';

interface PaletteProps {
  document: FlowDocument;
  edit: EditPort;
  view: View;
}

export function Palette({ document, edit, view }: PaletteProps) {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const hasStart = Object.values(document.flow.steps).some(
    (step) => kindOf(step).arrival === 'pass',
  );
  const kinds = (Object.keys(stepKinds) as StepKindName[]).filter(
    (kind) => !hasStart || stepKinds[kind].arrival !== 'pass',
  );
  const [carrying] = useState(() => carryings(view));
  return (
    <>
      <ul className="palette" aria-label={t('palette')}>
        {kinds.map((kind) => (
          <li key={kind}>
            <Tooltip placement="right" title={say(stepKinds[kind].help)}>
              <button
                type="button"
                className="palette-kind"
                draggable
                onDragStart={(event) => {
                  event.dataTransfer.setData(PALETTE, kind);
                  event.dataTransfer.effectAllowed = 'copy';
                }}
                onClick={() => addInMiddle(document, edit, view, kind)}
                {...carrying[kind]}
              >
                <KindIcon kind={kind} />
                <span>{say(stepKinds[kind].name)}</span>
              </button>
            </Tooltip>
          </li>
        ))}
      </ul>
      <Carried view={view} />
    </>
  );
}

/** What a finger does with each kind; the same functions as long as the palette is there. */
function carryings(view: View) {
  const kinds = Object.keys(stepKinds) as StepKindName[];
  return Object.fromEntries(kinds.map((kind) => [kind, carryingOf(view, kind)]));
}

/** Into the middle of what is seen, below what stands there. */
function addInMiddle(document: FlowDocument, edit: EditPort, view: View, kind: StepKindName): void {
  const { camera } = view.getState();
  const canvas = globalThis.document.querySelector('.flow-canvas.is-editable');
  if (camera === undefined || canvas === null) return;
  const middle = camera.toFlow({ x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 });
  const { width, height } = sizeOf({ kind });
  const at = { x: middle.x - width / 2, y: middle.y - height / 2 };
  const branch =
    kindOf({ kind }).arrival === 'pass' ? undefined : branchAt(document, middle, new Set());
  const args = { kind, at, ...(branch === undefined ? {} : { branch }) };
  doAsked(edit, view, { do: 'addStep', args }, true);
}
