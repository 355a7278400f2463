/** The flow as a list: the same steps as on the canvas, in reading order, for eyes, ears and keyboard. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { stepsInOrder } from '../document/order.ts';
import { useSay } from '../words/say.ts';
import type { Badge } from './drawing.ts';
import { KindIcon } from './kind-icon.tsx';
import { select, type View } from './view-state.ts';

interface OutlineProps {
  flow: FlowDefinition;
  view: View;
  badges: Readonly<Record<string, Badge>>;
}

export function Outline(props: OutlineProps) {
  const { t } = useTranslation('canvas');
  return (
    <nav className="outline" aria-label={t('outline.title')}>
      <Line {...props} branch={undefined} />
    </nav>
  );
}

function Line({ branch, ...props }: OutlineProps & { branch: string | undefined }) {
  return (
    <ul>
      {stepsInOrder(props.flow, branch).map((id) => (
        <li key={id}>
          <Entry id={id} {...props} />
          <Branches id={id} {...props} />
        </li>
      ))}
    </ul>
  );
}

function Branches({ id, ...props }: OutlineProps & { id: string }) {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const step = props.flow.steps[id];
  if (step === undefined || !('branches' in step)) return null;
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

function Entry({ id, flow, view, badges }: OutlineProps & { id: string }) {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const isSelected = useStore(view, (state) => state.steps.has(id));
  const step = flow.steps[id];
  const badge = badges[id];
  if (step === undefined) return null;
  const go = () => {
    select(view, [id]);
    view.getState().camera?.show(id);
  };
  return (
    <button
      type="button"
      className={`outline-step${isSelected ? ' is-selected' : ''}`}
      aria-current={isSelected ? 'step' : undefined}
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
