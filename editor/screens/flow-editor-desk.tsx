/** All that is on the screen while a draft is edited. */
import {
  type ComponentProps,
  type Dispatch,
  lazy,
  type SetStateAction,
  Suspense,
  useCallback,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { Host } from '../canvas/action-runs.ts';
import { FlowCanvas } from '../canvas/flow-canvas.tsx';
import { type Marks, noMarks, withStops } from '../canvas/marks.ts';
import { Outline } from '../canvas/outline.tsx';
import { Palette } from '../canvas/palette.tsx';
import type { Surroundings } from '../canvas/surroundings.ts';
import { createView, select, type View } from '../canvas/view-state.ts';
import type { PartConflict } from '../document/merging.ts';
import { type FlowDocument, lineOf, type RouteRef } from '../document/document.ts';
import { type Around, aroundOf } from '../panels/around.ts';
import { stepOf, walkByKey } from '../panels/problem-order.ts';
import { ProblemsPanel } from '../panels/problems.tsx';
import { PropertiesPanel } from '../panels/properties.tsx';
import { type Check, useCheck } from '../panels/use-check.ts';
import { Waiting } from '../display/answered.tsx';
import { useSay } from '../words/say.ts';
import { loadWords } from '../words/setup.ts';
import { saveDraft } from '../api/drafts.ts';
import { perform } from '../document/history.ts';
import type { FlowBeginning, FlowSession } from './flow-editor.tsx';
import { CalledFlow } from './called-flow.tsx';
import { badgesOf } from './flow-editor-badges.ts';
import { EditorHead, type OpenPanels } from './flow-editor-head.tsx';
import { Drawer } from './draft-drawer.tsx';
import { Notices } from './draft-notices.tsx';
import { traceMarks } from './flow-editor-trace.ts';
import { useSession } from './draft-use-session.ts';
import { type Other, type Put, useSaving } from './draft-use-saving.ts';
import { useLayout } from './flow-editor-layout.ts';
import { PastedNotes } from './flow-editor-pasted.tsx';
import { backByKey, focusFirst, useFirstFocus } from './flow-editor-focus.ts';
import { type ProblemWalk, useProblemWalk } from './flow-editor-walk.ts';
import { useFlowSurroundings } from './flow-view-surroundings.ts';

/** The engine that runs cases is fetched when one is tried out. */
const TrialDesk = lazy(async () => {
  const [panel] = await Promise.all([
    import('../panels/trial/trial-desk.tsx'),
    loadWords('trial', 'findings'),
  ]);
  return { default: panel.TrialDesk };
});

const allClosed: OpenPanels = {
  outline: false,
  problems: false,
  trial: false,
  proposing: false,
};

interface EditorProps {
  beginning: FlowBeginning;
  pack: Pack;
  /** Takes the draft from the server anew, leaving what is on the screen. */
  onLoadAgain: () => Promise<void>;
  /** The draft as it was saved elsewhere meanwhile. */
  readOther: () => Promise<Other<FlowDocument>>;
}

export function Editor({ beginning, pack, ...reading }: EditorProps) {
  const session = useSession(beginning, perform);
  const [view] = useState(createView);
  const { flow } = useStore(session.history, (state) => state.history.document);
  const saving = useSaving(beginning, session, putTo(beginning.draft.id));
  const check = useCheck(flow, pack);
  const [panels, setPanels] = useState(allClosed);
  const [trace, setTrace] = useState<string[]>([]);
  const [tried, setTried] = useState(noMarks);
  const walk = useProblemWalk(check.problems, flow, view, setTrace);
  const placeOf = usePlaceOf(flow);
  const show = useCallback((step: string) => view.getState().camera?.show(step), [view]);
  const layout = useLayout(session, view);
  const host = useHost(walk, layout, setPanels);
  const desk = { session, view, check, walk, pack, host };
  return (
    <div className="editor" onKeyDown={(event) => walkByKey(event, walk.go)}>
      <EditorHead
        beginning={beginning}
        flow={flow}
        pack={pack}
        session={session}
        saving={saving}
        check={check}
        panels={panels}
        onPanels={setPanels}
        onLayout={layout}
      />
      <Notices
        desk={{ ...reading, draft: beginning.draft, session, saving, part: 'flow' }}
        pack={pack}
        definition={flow}
        showOf={(conflict) => showOf(view, conflict)}
      />
      <Body {...desk} hasOutline={panels.outline} trace={trace} tried={tried} />
      {panels.problems && (
        <Drawer onClose={() => setPanels({ ...panels, problems: false })}>
          <ProblemsPanel
            placeOf={placeOf}
            problems={check.problems}
            isCurrent={check.isCurrent}
            current={walk.at}
            onJump={(_, index) => walk.goTo(index)}
            onShowTrace={setTrace}
          />
        </Drawer>
      )}
      {panels.trial && (
        <Drawer isTall onClose={() => setPanels({ ...panels, trial: false })}>
          <Trial flow={flow} pack={pack} view={view} onMarks={setTried} onShow={show} />
        </Drawer>
      )}
    </div>
  );
}

function useHost(
  { go }: ProblemWalk,
  layout: NonNullable<Host['layout']>,
  setPanels: Dispatch<SetStateAction<OpenPanels>>,
): Host {
  return useMemo(
    () => ({
      nextProblem: go,
      layout,
      togglePanel: (panel) => setPanels((open) => ({ ...open, [panel]: !open[panel] })),
      opensCalled: true,
      propose: () => setPanels((open) => ({ ...open, proposing: true })),
    }),
    [go, layout, setPanels],
  );
}

type TrialProps = Omit<ComponentProps<typeof TrialDesk>, 'stops' | 'onStops'> & { view: View };

function Trial({ view, ...props }: TrialProps) {
  const stops = useStops(view, props.flow);
  return (
    <Suspense fallback={<Waiting rows={4} />}>
      <TrialDesk
        {...props}
        stops={stops}
        onStops={(chosen) => view.setState({ stops: new Set(chosen) })}
      />
    </Suspense>
  );
}

/** The step that a conflict is about. */
function showOf(view: View, { id }: PartConflict): (() => void) | undefined {
  const step = /^\/steps\/([^/]+)/.exec(id)?.[1];
  if (step === undefined) return undefined;
  return () => {
    select(view, [step]);
    view.getState().camera?.show(step);
  };
}

/** Sends the flow with the places of its steps. */
const putTo =
  (draft: string): Put<FlowDocument> =>
  async ({ flow, layout }, revision) =>
    (await saveDraft(draft, { content: flow, layout }, revision)).revision;

/** The step that a problem is about, by name. */
function usePlaceOf(flow: FlowDefinition): (found: Problem) => string {
  const { t } = useTranslation('panels');
  const say = useSay();
  return (found) => say(flow.steps[stepOf(found, flow) ?? '']?.name) || t('flow');
}

interface BodyProps {
  session: FlowSession;
  view: View;
  check: Check;
  walk: ProblemWalk;
  pack: Pack;
  hasOutline: boolean;
  trace: readonly string[];
  /** Where a case that is tried out went. */
  tried: Marks;
  /** What the canvas may ask of the screen, besides the properties. */
  host: Host;
}

function Body(props: BodyProps) {
  const { session, view, check, walk, pack, hasOutline, trace, tried } = props;
  const { t } = useTranslation('editor');
  const say = useSay();
  const document = useStore(session.history, (state) => state.history.document);
  const { flow } = document;
  const side = useRef<HTMLDivElement>(null);
  useFirstFocus(view);
  const around = useMemo(() => aroundOf(pack), [pack]);
  const badges = useMemo(() => badgesOf(check.problems, flow), [check.problems, flow]);
  const marks = useTraceMarks(trace, flow, check.problems);
  const stops = useStops(view, flow);
  const shown = useMemo(
    () => (tried === noMarks ? withStops(marks, stops) : tried),
    [tried, marks, stops],
  );
  const surroundings = useNamedSurroundings(around);
  const host = useMemo(
    () => ({ ...props.host, properties: () => focusFirst(side.current) }),
    [props.host],
  );
  return (
    <div className="editor-body">
      <Palette document={document} edit={session.port} view={view} />
      {hasOutline && <Outline {...{ flow, view, badges, surroundings }} marks={shown} />}
      <div className="editor-canvas">
        <FlowCanvas
          flow={flow}
          layout={document.layout}
          surroundings={surroundings}
          mode="edit"
          marks={shown}
          badges={badges}
          edit={session.port}
          view={view}
          host={host}
          label={t('canvas', { name: say(flow.name) })}
        />
        <CalledFlow view={view} flow={flow} surroundings={surroundings} marks={shown} />
        <PastedNotes view={view} flow={flow} problems={check.problems} onJump={walk.goTo} />
      </div>
      <div
        className="editor-side"
        ref={side}
        onBlur={session.seal}
        onKeyDown={(event) => backByKey(event, view)}
      >
        <PropertiesPanel
          document={document}
          around={around}
          selection={useSelection(view)}
          problems={check.problems}
          run={session.port.perform}
          jump={walk.jump}
        />
      </div>
    </div>
  );
}

/** Where a trial stops, of the steps that there are. */
function useStops(view: View, { steps }: FlowDefinition): readonly string[] {
  const stops = useStore(view, (state) => state.stops);
  return useMemo(() => [...stops].filter((id) => Object.hasOwn(steps, id)), [stops, steps]);
}

/** With the names of rules and flows, so that steps are found by them. */
function useNamedSurroundings({ rules, flows }: Around): Surroundings {
  const known = useFlowSurroundings();
  return useMemo(
    () => ({
      ...known,
      rules: Object.fromEntries(rules.map(({ id, name }) => [id, name])),
      flows: Object.fromEntries(flows.map(({ id, name }) => [id, name])),
    }),
    [known, rules, flows],
  );
}

function useSelection(view: View) {
  const steps = useStore(view, (state) => state.steps);
  const routes = useStore(view, (state) => state.routes);
  return useMemo(
    () => ({
      steps: [...steps],
      routes: [...routes].map(lineOf).filter((line): line is RouteRef => 'step' in line),
    }),
    [steps, routes],
  );
}

/** The way shown goes when what it led to is put right. */
function useTraceMarks(
  trace: readonly string[],
  flow: FlowDefinition,
  problems: readonly Problem[],
): Marks {
  return useMemo(() => traceMarks(trace, flow, problems), [trace, flow, problems]);
}
