/**
 * A flow on a canvas: to be edited, or only shown with marks laid over it. React Flow stays behind this
 * folder; nothing outside imports it.
 */
import '@xyflow/react/dist/base.css';
import './canvas.css';
import './shape.css';
import { ReactFlowProvider } from '@xyflow/react';
import { useMemo, useState } from 'react';
import type { FlowDefinition, LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import { documentOf } from '../document/document.ts';
import { withPlaces } from '../document/place-missing.ts';
import type { Host } from './action-runs.ts';
import { Board } from './board.tsx';
import type { Badge } from './drawing.ts';
import { type Marks, noMarks } from './marks.ts';
import { EditContext, type EditPort, ViewContext } from './port.ts';
import { type Surroundings, SurroundingsContext } from './surroundings.ts';
import { createView, type View } from './view-state.ts';

export interface FlowCanvasProps {
  flow: FlowDefinition;
  /** Steps without a place get one. */
  layout: LayoutDefinition | null;
  /** Names of posts, and the facts that conditions speak about. */
  surroundings: Surroundings;
  mode: 'edit' | 'view';
  /** What a change did, or where a case went. */
  marks?: Marks;
  /** Problems of steps. */
  badges?: Readonly<Record<string, Badge>>;
  /** How edits are done; needed for `edit`. */
  edit?: EditPort;
  /** The selection and all else that is only seen, where the screen wants to share it. */
  view?: View;
  host?: Host;
  /** Does the wheel move the flow, or the page around it? As a rule the flow only while it is edited. */
  wheels?: boolean;
  /** The name of the canvas for a screen reader. */
  label: string;
}

const noBadges = {};
const noHost: Host = {};

export function FlowCanvas(props: FlowCanvasProps) {
  const { flow, layout, surroundings, mode, edit, host = noHost } = props;
  const [ownView] = useState(createView);
  const document = useMemo(() => withPlaces(documentOf(flow, layout)), [flow, layout]);
  return (
    <ReactFlowProvider>
      <SurroundingsContext value={surroundings}>
        <ViewContext value={props.view ?? ownView}>
          <EditContext value={mode === 'edit' ? (edit ?? null) : null}>
            <Board
              document={document}
              marks={props.marks ?? noMarks}
              badges={props.badges ?? noBadges}
              host={host}
              wheels={props.wheels ?? mode === 'edit'}
              label={props.label}
            />
          </EditContext>
        </ViewContext>
      </SurroundingsContext>
    </ReactFlowProvider>
  );
}
