/** A flow that a step calls, opened over the canvas it is called from; one that it calls, over that. */
import '../theme/called.css';
import { ArrowLeftOutlined, ExportOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { callingOf } from '@flowmeter/engine/flow/structure.ts';
import { definitionOf, type DefinitionVersion } from '../api/definitions.ts';
import { versionOf } from '../api/versions.ts';
import { FlowCanvas } from '../canvas/flow-canvas.tsx';
import { type Marks, noMarks } from '../canvas/marks.ts';
import type { Surroundings } from '../canvas/surroundings.ts';
import { createView, type View } from '../canvas/view-state.ts';
import { Answered } from '../display/answered.tsx';
import { useSay } from '../words/say.ts';

interface CalledFlowProps {
  /** The canvas of the flow that calls, with the step that is open. */
  view: View;
  flow: FlowDefinition;
  surroundings: Surroundings;
  /** What is marked on that canvas, and inside of it. */
  marks?: Marks;
  /** The flows around it, the outermost first. */
  trail?: readonly string[];
}

const OUTERMOST: readonly string[] = [];

/** Nothing while no step is open. */
export function CalledFlow(props: CalledFlowProps) {
  const { view, flow, surroundings, marks = noMarks, trail = OUTERMOST } = props;
  const { t } = useTranslation('canvas');
  const say = useSay();
  const opened = useStore(view, (state) => state.opened);
  useOpenInside(view, marks);
  const step = opened === undefined ? undefined : flow.steps[opened];
  const calling = step && callingOf(step);
  if (step === undefined || calling === undefined) return null;
  const close = () => {
    view.setState({ opened: undefined });
    view.getState().camera?.focus();
  };
  const names = [...trail, say(flow.name)];
  return (
    <section
      className="called-flow"
      aria-label={t('called.title', { name: say(step.name) })}
      onKeyDown={(event) => closeByKey(event, close)}
    >
      <header>
        <Button
          type="text"
          size="small"
          autoFocus
          icon={<ArrowLeftOutlined aria-hidden />}
          onClick={close}
        >
          {t('called.back', { name: say(flow.name) })}
        </Button>
        <span className="called-trail cut-words">{[...names, say(step.name)].join(' › ')}</span>
        <Link to="/flows/$id" params={{ id: calling.flow }} search={{}} className="called-page">
          <ExportOutlined aria-hidden /> {t('called.page')}
        </Link>
      </header>
      <Called
        id={calling.flow}
        version={calling.version}
        surroundings={surroundings}
        marks={marksInside(marks, opened)}
        trail={[...names, say(step.name)]}
      />
    </section>
  );
}

/** Esc leads back, unless something inside is closed by it. */
function closeByKey(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
  event.stopPropagation();
  close();
}

function marksInside({ inside }: Marks, opened: string | undefined): Marks {
  return inside !== undefined && inside.step === opened ? inside.marks : noMarks;
}

/** Where something is marked in a called flow, that is open, until nothing is. */
function useOpenInside(view: View, { inside }: Marks): void {
  const step = inside?.step;
  useEffect(() => {
    if (step === undefined) return undefined;
    view.setState({ opened: step });
    return () => view.setState(({ opened }) => (opened === step ? { opened: undefined } : {}));
  }, [view, step]);
}

function useInSight(view: View, step: string | undefined): void {
  const camera = useStore(view, (state) => state.camera);
  useEffect(() => {
    if (step !== undefined) camera?.show(step);
  }, [camera, step]);
}

interface CalledProps extends Required<Pick<CalledFlowProps, 'surroundings' | 'marks' | 'trail'>> {
  id: string;
  version: string;
}

function Called({ id, version, ...around }: CalledProps) {
  const isLatest = version === 'latest';
  const latest = useQuery({ ...definitionOf('flow', id), enabled: isLatest });
  const pinned = useQuery({ ...versionOf(version), enabled: !isLatest });
  return (
    <Answered query={isLatest ? latest : pinned} rows={8}>
      {(shown) => <Shown shown={shown} {...around} />}
    </Answered>
  );
}

/** A canvas whose called flows are opened in place. */
export const opensCalled = { opensCalled: true } as const;

function Shown({
  shown,
  surroundings,
  marks,
  trail,
}: Omit<CalledProps, 'id' | 'version'> & { shown: DefinitionVersion }) {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const [view] = useState(createView);
  const flow = shown.definition as FlowDefinition;
  useInSight(view, marks.at);
  return (
    <div className="called-canvas">
      <FlowCanvas
        flow={flow}
        layout={shown.layout}
        surroundings={surroundings}
        mode="view"
        marks={marks}
        wheels
        view={view}
        host={opensCalled}
        label={t('called.canvas', { name: say(flow.name) })}
      />
      <CalledFlow {...{ view, flow, surroundings, marks, trail }} />
    </div>
  );
}
