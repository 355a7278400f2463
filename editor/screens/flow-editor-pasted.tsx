/** After steps were pasted: what they name that is not known here, each leading to its place. */
import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { type Problem, type ProblemCode, wordsOf } from '@flowmeter/engine/problem.ts';
import type { View } from '../canvas/view-state.ts';
import { Mark } from '../display/mark.tsx';
import { stepOf } from '../panels/problem-order.ts';
import { useSay } from '../words/say.ts';

/** Problems that say: this is not known here. */
const missing: ReadonlySet<ProblemCode> = new Set([
  'unknown_reference',
  'unknown_fact',
  'unknown_parameter',
  'exempt_unfit',
]);

interface PastedProps {
  view: View;
  flow: FlowDefinition;
  problems: readonly Problem[];
  onJump: (index: number) => void;
}

/** Nothing when all is known and every route came along. */
export function PastedNotes({ view, flow, problems, onJump }: PastedProps) {
  const { t } = useTranslation('editor');
  const say = useSay();
  const pasted = useStore(view, (state) => state.pasted);
  const close = () => {
    view.setState({ pasted: undefined });
    view.getState().camera?.focus();
  };
  if (pasted === undefined || pasted.steps.every((id) => flow.steps[id] === undefined)) return null;
  const found = missingAt(problems, pasted.steps, flow);
  if (found.length === 0 && pasted.left === 0) return null;
  return (
    <section className="pasted-notes" aria-label={t('pasted.title')} aria-live="polite">
      <header>
        <Mark plain colour={found.length > 0 ? 'red' : 'amber'} icon="alarm">
          {t('pasted.title')}
        </Mark>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('pasted.close')}
          onClick={close}
        />
      </header>
      <ul>
        {pasted.left > 0 && <li className="quiet">{t('pasted.left', { n: pasted.left })}</li>}
        {found.map(({ problem, index, step }) => (
          <li key={index}>
            <button type="button" className="pasted-note" onClick={() => onJump(index)}>
              <strong>{say(flow.steps[step]?.name)}</strong> {say(wordsOf(problem))}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** With the place of each among all problems. */
function missingAt(problems: readonly Problem[], steps: readonly string[], flow: FlowDefinition) {
  return problems.flatMap((problem, index) => {
    const step = stepOf(problem, flow);
    const isOurs = step !== undefined && steps.includes(step) && missing.has(problem.code);
    return isOurs ? [{ problem, index, step }] : [];
  });
}
