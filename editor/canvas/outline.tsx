/** The flow as a list: what the canvas shows, in reading order, for eyes, ears and keyboard. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Step } from '@flowmeter/engine/steps/registry.ts';
import { waysOf } from '../document/document.ts';
import { stepsInOrder } from '../document/order.ts';
import { useSay } from '../words/say.ts';
import type { Badge } from './drawing.ts';
import { KindIcon } from './kind-icon.tsx';
import type { Marks } from './marks.ts';
import { routeWords } from './route-words.ts';
import { useStepWords } from './step-words.ts';
import { type Surroundings, SurroundingsContext, useSurroundings } from './surroundings.ts';
import { select, type View } from './view-state.ts';

interface OutlineProps {
  flow: FlowDefinition;
  view: View;
  badges: Readonly<Record<string, Badge>>;
  marks: Marks;
}

export function Outline({ surroundings, ...props }: OutlineProps & { surroundings: Surroundings }) {
  const { t } = useTranslation('canvas');
  return (
    <SurroundingsContext value={surroundings}>
      <nav className="outline" aria-label={t('outline.title')}>
        <Line {...props} branch={undefined} />
      </nav>
    </SurroundingsContext>
  );
}

function Line({ branch, ...props }: OutlineProps & { branch: string | undefined }) {
  return (
    <ul>
      {stepsInOrder(props.flow, branch).map((id) => (
        <Entry key={id} id={id} {...props} />
      ))}
    </ul>
  );
}

function Entry({ id, ...props }: OutlineProps & { id: string }) {
  const details = useId();
  const step = props.flow.steps[id];
  if (step === undefined) return null;
  return (
    <li>
      <Name id={id} step={step} details={details} {...props} />
      <Details id={details} step={step} mark={props.marks.steps[id]} />
      <Ways id={id} step={step} flow={props.flow} />
      <Branches step={step} {...props} />
    </li>
  );
}

function Branches({ step, ...props }: OutlineProps & { step: Step }) {
  const { t } = useTranslation('canvas');
  const say = useSay();
  if (!('branches' in step)) return null;
  return (
    <ul className="outline-branches">
      {step.branches.map((one) => (
        <li key={one.id}>
          <span className="outline-branch">{t('outline.branch', { name: say(one.name) })}</span>
          <Line {...props} branch={one.id} />
        </li>
      ))}
    </ul>
  );
}

interface NameProps extends OutlineProps {
  id: string;
  step: Step;
  /** The id of what is said below. */
  details: string;
}

function Name({ id, step, details, view, badges }: NameProps) {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const isSelected = useStore(view, (state) => state.steps.has(id));
  const badge = badges[id];
  const go = () => {
    select(view, [id]);
    view.getState().camera?.show(id);
  };
  return (
    <button
      type="button"
      className={`outline-step${isSelected ? ' is-selected' : ''}`}
      aria-current={isSelected ? 'step' : undefined}
      aria-describedby={details}
      onClick={go}
    >
      <KindIcon kind={step.kind} />
      <span className="cut-words">{say(step.name)}</span>
      {badge && (
        <span className={`outline-badge ${badge.errors > 0 ? 'is-error' : 'is-warning'}`}>
          {t('problems', { n: badge.errors + badge.warnings })}
        </span>
      )}
    </button>
  );
}

interface DetailsProps {
  id: string;
  step: Step;
  mark: Marks['steps'][string] | undefined;
}

/** Whose it is and how long it may take; nothing where the canvas says nothing either. */
function Details({ id, step, mark }: DetailsProps) {
  const { t } = useTranslation('canvas');
  const words = useStepWords(step);
  const said = [
    step.legal === true ? t('legal') : null,
    words.post,
    words.limit,
    mark === undefined ? null : t(`mark.${mark.kind}`),
  ].filter((one) => one !== null);
  if (said.length === 0) return null;
  return (
    <p id={id} className="outline-details">
      {said.join(' · ')}
    </p>
  );
}

/** The routes of a step that forks, or says when it is left. */
function Ways({ id, step, flow }: { id: string; step: Step; flow: FlowDefinition }) {
  const say = useSay();
  const surroundings = useSurroundings();
  const ways = waysOf(step).map((route) => ({
    route,
    words: say(routeWords(flow, id, route, surroundings)),
  }));
  if (ways.length < 2 && ways.every(({ words }) => words === '')) return null;
  return (
    <ul className="outline-ways">
      {ways.map(({ route, words }) => (
        <li key={route.id}>
          {words} → {say(flow.steps[route.to]?.name) || route.to}
        </li>
      ))}
    </ul>
  );
}
