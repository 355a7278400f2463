/** On a step that calls another flow: opens that in place. */
import { FullscreenOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { callingOf } from '@flowmeter/engine/flow/structure.ts';
import type { Step } from '@flowmeter/engine/steps/registry.ts';
import { useViewStore } from './port.ts';
import { useSurroundings } from './surroundings.ts';

/** Only where the flow is known. The keyboard has a key for it, and no stop here. */
export function OpenCalled({ id, step }: { id: string; step: Step }) {
  const { t } = useTranslation('canvas');
  const view = useViewStore();
  const { flows = {} } = useSurroundings();
  const called = callingOf(step)?.flow;
  if (called === undefined || !Object.hasOwn(flows, called)) return null;
  return (
    <Tooltip title={`${t('action.openCalled')} (O)`}>
      <button
        type="button"
        className="step-open nodrag nopan nokey"
        tabIndex={-1}
        aria-label={t('action.openCalled')}
        onClick={() => view.setState({ opened: id })}
      >
        <FullscreenOutlined aria-hidden />
      </button>
    </Tooltip>
  );
}
