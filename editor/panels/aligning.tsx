/** Lines several steps up, or spreads them, by a press: the same as by the keys. */
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ActionId, actionOf, writtenKey } from '../canvas/actions.ts';
import { isMac } from '../canvas/context-menu.tsx';
import { type Alignment, leastOf } from '../document/align.ts';
import { usePanel } from './panel.ts';

interface Row {
  how: Alignment;
  action: ActionId;
  /** 16 x 16: the line, and what stands on it. */
  drawing: string;
}

const rows: readonly Row[] = [
  { how: 'left', action: 'alignLeft', drawing: 'M2.5 2v12M5 4.5h8v2.5H5zM5 9.5h5V12H5z' },
  {
    how: 'centre',
    action: 'alignCentre',
    drawing: 'M8 2v2.5M8 7v2.5M8 12v2M3.5 4.5h9V7h-9zM5.5 9.5h5V12h-5z',
  },
  { how: 'right', action: 'alignRight', drawing: 'M13.5 2v12M3 4.5h8v2.5H3zM6 9.5h5V12H6z' },
  { how: 'top', action: 'alignTop', drawing: 'M2 2.5h12M4.5 5H7v8H4.5zM9.5 5H12v5H9.5z' },
  {
    how: 'middle',
    action: 'alignMiddle',
    drawing: 'M2 8h2.5M7 8h2.5M12 8h2M4.5 3.5H7v9H4.5zM9.5 5.5H12v5H9.5z',
  },
  { how: 'bottom', action: 'alignBottom', drawing: 'M2 13.5h12M4.5 3H7v8H4.5zM9.5 6H12v5H9.5z' },
  { how: 'across', action: 'spreadAcross', drawing: 'M2.5 2v12M13.5 2v12M6.5 4.5h3v7h-3z' },
  { how: 'down', action: 'spreadDown', drawing: 'M2 2.5h12M2 13.5h12M4.5 6.5h7v3h-7z' },
];

export function Aligning({ steps }: { steps: readonly string[] }) {
  const { t } = useTranslation('canvas');
  const { perform, run } = usePanel();
  if (run === undefined) return null;
  return (
    <div className="panel-aligning" role="group" aria-label={t('menu.align')}>
      {rows.map(({ how, action, drawing }) => {
        const name = t(`action.${action}`);
        const key = writtenKey(actionOf(action).keys[0] ?? '', isMac());
        return (
          <Tooltip key={how} title={`${name} (${key})`}>
            <Button
              type="text"
              size="small"
              aria-label={name}
              disabled={steps.length < leastOf(how)}
              icon={
                <svg className="kind-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden>
                  <path d={drawing} />
                </svg>
              }
              onClick={() => perform({ do: 'alignSteps', args: { steps: [...steps], how } })}
            />
          </Tooltip>
        );
      })}
    </div>
  );
}
