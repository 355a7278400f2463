/** The flow of a case with the way it took, where it is, and what is late. */
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition, LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Visit } from '../api/cases.ts';
import { FlowCanvas } from '../canvas/flow-canvas.tsx';
import { createView, type View } from '../canvas/view-state.ts';
import { useNow } from '../display/now.ts';
import { CalledFlow, opensCalled } from './called-flow.tsx';
import { marksOf } from './case-marks.ts';
import { useFlowSurroundings } from './flow-view-surroundings.ts';

interface CaseMapProps {
  definition: FlowDefinition;
  layout: LayoutDefinition | null;
  visits: readonly Visit[];
}

export function CaseMap({ definition, layout, visits }: CaseMapProps) {
  const { t } = useTranslation('cases');
  const now = useNow();
  const surroundings = useFlowSurroundings();
  const marks = useMemo(() => marksOf(definition, visits, now), [definition, visits, now]);
  const [view] = useState(createView);
  useInSight(view, whereItIs(visits));
  return (
    <div className="map-place">
      <FlowCanvas
        flow={definition}
        layout={layout}
        surroundings={surroundings}
        mode="view"
        marks={marks}
        view={view}
        host={opensCalled}
        label={t('case.map')}
      />
      <CalledFlow view={view} flow={definition} surroundings={surroundings} />
    </div>
  );
}

/** The step where the case rests, or where it ended. */
function whereItIs(visits: readonly Visit[]): string | undefined {
  return (visits.findLast((visit) => visit.status === 'open') ?? visits.at(-1))?.step.id;
}

/** Brings a step into sight as soon as the canvas is drawn, and again when it is another one. */
function useInSight(view: View, step: string | undefined): void {
  useEffect(() => {
    const look = ({ camera } = view.getState()) => {
      if (camera === undefined || step === undefined) return;
      stop();
      camera.show(step);
    };
    const stop = view.subscribe((state) => look(state));
    look();
    return stop;
  }, [view, step]);
}
