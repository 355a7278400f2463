/** The kinds of steps, to be searched, dragged onto the canvas or pressed. */
import { type KeyboardEvent, useState } from 'react';
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
  const [query, setQuery] = useState('');
  const kinds = (Object.keys(stepKinds) as StepKindName[]).filter(
    (kind) => (!hasStart || stepKinds[kind].arrival !== 'pass') && isFound(kind, query),
  );
  const [first] = kinds;
  const [carrying] = useState(() => carryings(view));
  return (
    <>
      <div className="palette">
        <input
          type="search"
          className="palette-search"
          aria-label={t('paletteSearch')}
          placeholder={t('search')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onKeys({
            Enter: () => first && addInMiddle(document, edit, view, first),
            Escape: () => setQuery(''),
          })}
        />
        {kinds.length === 0 && <p className="palette-none">{t('nothingFound')}</p>}
        <ul className="palette-kinds" aria-label={t('palette')}>
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
      </div>
      <Carried view={view} />
    </>
  );
}

/** By its name in either language, or by what it is said to be for. */
function isFound(kind: StepKindName, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  const { name, help } = stepKinds[kind];
  return [name, help].some(({ zh, en }) => `${zh}\n${en}`.toLowerCase().includes(wanted));
}

/** Keys that an input method has no use for at the moment; the canvas hears none of them. */
function onKeys(keys: Record<string, () => void>) {
  return (event: KeyboardEvent) => {
    event.stopPropagation();
    if (!event.nativeEvent.isComposing) keys[event.key]?.();
  };
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
