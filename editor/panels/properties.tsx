/** The properties of what is selected on the canvas, by the fields of its schema; 360 px wide. */
import {
  ApartmentOutlined,
  DownOutlined,
  QuestionCircleOutlined,
  RightOutlined,
} from '@ant-design/icons';
import { ConfigProvider, Tooltip } from 'antd';
import { useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { FieldSpec, SectionField } from '@flowmeter/engine/steps/field-spec.ts';
import { formSections } from '@flowmeter/engine/steps/form-sections.ts';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import { KindIcon } from '../canvas/kind-icon.tsx';
import type { FlowDocument, RouteRef } from '../document/document.ts';
import { useSay } from '../words/say.ts';
import { Aligning } from './aligning.tsx';
import type { Around } from './around.ts';
import { ProblemNotes } from './inputs/field.tsx';
import { type Panel, PanelContext, ReadOnlyContext, type Run, usePanel } from './panel.ts';
import { ProblemCount } from './problem-count.tsx';
import { problemsAt, walkByKey } from './problem-order.ts';
import { sectionAt, sectionsOf, sectionsOfFlow, type ShownSection } from './sections.ts';
import { sectionIsOpen, toggleSection, useSections } from './section-state.ts';
import { SpecRows } from './specified/spec-field.tsx';
import { type Owner, recordOf, sharedOf } from './specified/spec-props.ts';
import { fieldOf } from './subject.ts';
import { type Jump, useJump } from './use-jump.ts';
import './panels.css';

export interface PropertiesPanelProps {
  document: FlowDocument;
  /** `aroundOf(pack)`, kept while the pack stays the same. */
  around: Around;
  /** What is selected: ids of steps, and routes. Nothing selected shows the flow itself. */
  selection: { steps: readonly string[]; routes: readonly RouteRef[] };
  /** Problems of the flow as `useCheck` finds them: each is shown at its field. */
  problems: readonly Problem[];
  /** Does an edit in the document's history; absent where the flow is only shown. */
  run?: Run | undefined;
  /** F8 (Shift+F8) was pressed inside: go to the next problem, or the one before. */
  onNextProblem?: ((by: 1 | -1) => void) | undefined;
  /** Opens, shows and focuses the field at a pointer; a new object is a new jump. */
  jump?: Jump | undefined;
}

export function PropertiesPanel({
  selection,
  jump,
  onNextProblem,
  ...around
}: PropertiesPanelProps) {
  const { t } = useTranslation('panels');
  const { document, problems, run } = around;
  const { steps, openRoute } = shownOf(selection, document);
  const panel: Panel = useMemo(
    () => ({ document, around: around.around, problems, run, openRoute }),
    [document, around.around, problems, run, openRoute],
  );
  const frame = useRef<HTMLElement>(null);
  useJump(frame, jump, (pointer) => sectionAt(document.flow, pointer));
  return (
    <PanelContext value={panel}>
      <ReadOnlyContext value={run === undefined}>
        <ConfigProvider componentDisabled={run === undefined}>
          <aside
            ref={frame}
            className="properties"
            aria-label={t('title')}
            onKeyDown={(event) => walkByKey(event, onNextProblem)}
          >
            <Head steps={steps} />
            <Body key={steps.join()} steps={steps} />
          </aside>
        </ConfigProvider>
      </ReadOnlyContext>
    </PanelContext>
  );
}

/** The steps that are there among those selected; for routes alone, the steps they leave. */
function shownOf(
  { steps, routes }: PropertiesPanelProps['selection'],
  { flow }: FlowDocument,
): { steps: string[]; openRoute: string | undefined } {
  const isThere = (id: string) => flow.steps[id] !== undefined;
  if (steps.length > 0) return { steps: steps.filter(isThere), openRoute: undefined };
  const [only] = routes;
  return {
    steps: [...new Set(routes.map(({ step }) => step))].filter(isThere),
    openRoute: routes.length === 1 ? only?.route : undefined,
  };
}

function Head({ steps }: { steps: readonly string[] }) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const { document } = usePanel();
  const { flow } = document;
  const [id] = steps;
  const step = id === undefined ? undefined : flow.steps[id];
  if (steps.length > 1) return <HeadOfSeveral steps={steps} />;
  const help = step ? say(kindOf(step).help) : t('flowHelp');
  return (
    <header className="properties-head">
      <span className="properties-icon">
        {step ? <KindIcon kind={step.kind} /> : <ApartmentOutlined aria-hidden />}
      </span>
      <h2>{step ? say(kindOf(step).name) : t('flow')}</h2>
      <Tooltip title={help} placement="bottomRight">
        <span className="properties-help" tabIndex={0} role="img" aria-label={help}>
          <QuestionCircleOutlined aria-hidden />
        </span>
      </Tooltip>
      <code className="properties-id" title={t('id')}>
        {id ?? flow.id}
      </code>
    </header>
  );
}

const MOST_NAMES = 6;

function HeadOfSeveral({ steps }: { steps: readonly string[] }) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const { document } = usePanel();
  const names = steps.map((id) => say(document.flow.steps[id]?.name));
  const shown = names.slice(0, MOST_NAMES).join(t('comma'));
  return (
    <header className="properties-head properties-several">
      <h2>{t('several', { count: steps.length })}</h2>
      <p className="panel-help">
        {names.length > MOST_NAMES ? t('andMore', { names: shown, count: names.length }) : shown}
      </p>
      <Aligning steps={steps} />
    </header>
  );
}

function Body({ steps }: { steps: readonly string[] }) {
  const { t } = useTranslation('panels');
  const { document } = usePanel();
  const held = steps.map((id) => document.flow.steps[id]).filter((step) => step !== undefined);
  const sections = steps.length === 0 ? sectionsOfFlow() : sectionsOf(held.map(kindOf));
  const shown = sections.filter(
    ({ fields }) => steps.length < 2 || sharedOf(fields, held.map(recordOf)).length > 0,
  );
  return (
    <div className="properties-body">
      {steps.length === 1 && <Elsewhere step={steps[0] ?? ''} sections={sections} />}
      {shown.length === 0 && <p className="panel-help">{t('nothingShared')}</p>}
      {shown.map((section) => (
        <Section key={section.id} section={section} steps={steps} />
      ))}
    </div>
  );
}

/** Problems of the step that no field of it shows. */
function Elsewhere({ step, sections }: { step: string; sections: readonly ShownSection[] }) {
  const { problems } = usePanel();
  const at = `/steps/${step}`;
  const shown = new Set(
    sections
      .flatMap(({ fields }) => fields)
      .flatMap(({ field }) => problemsAt(problems, `${at}/${field}`)),
  );
  return <ProblemNotes problems={problemsAt(problems, at).filter((one) => !shown.has(one))} />;
}

interface SectionProps {
  section: ShownSection;
  steps: readonly string[];
}

function Section({ section: { id, fields }, steps }: SectionProps) {
  const say = useSay();
  const { document, perform, problems } = usePanel();
  const content = useId();
  const isOpen = useSections((state) => sectionIsOpen(state, id));
  const { flow } = document;
  const owners = steps.length === 0 ? [flow] : steps.map((step) => flow.steps[step]);
  const propsOf = ({ field }: FieldSpec) => fieldOf(field, steps, document, perform);
  const found = fields.flatMap((one) => {
    const { at } = propsOf(one);
    return at === undefined ? [] : problemsAt(problems, at);
  });
  const label = say(formSections[id].name);
  const Chevron = isOpen ? DownOutlined : RightOutlined;
  return (
    <section className="properties-section" data-section={id}>
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={content}
          onClick={() => toggleSection(id)}
        >
          <Chevron aria-hidden />
          {label}
          <Count fields={fields} owner={owners.length === 1 ? recordOf(owners[0]) : {}} />
          <ProblemCount problems={found} />
        </button>
      </h3>
      <div id={content} className="properties-fields" hidden={!isOpen}>
        {isOpen && (
          <SpecRows specs={fields} owners={owners.map(recordOf)} propsOf={propsOf} label={label} />
        )}
      </div>
    </section>
  );
}

/** How many there are of what fills the section. */
function Count({ fields, owner }: { fields: readonly SectionField[]; owner: Owner }) {
  const held = fields.filter(({ fills }) => fills).map(({ field }) => owner[field]);
  const counted = held.find(Array.isArray);
  return counted && <span className="panel-count">{counted.length}</span>;
}
