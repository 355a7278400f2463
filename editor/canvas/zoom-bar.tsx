/** Zoom, whole flow, and the list of keys. */
import {
  ExpandOutlined,
  MinusOutlined,
  PlusOutlined,
  QuestionOutlined,
  SearchOutlined,
} from '@ant-design/icons';
import { useStore } from '@xyflow/react';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Situation } from './action-runs.ts';
import { type ActionId, actionOf, writtenKey } from './actions.ts';
import { isMac } from './context-menu.tsx';

const buttons = [
  { id: 'zoomOut', icon: MinusOutlined },
  { id: 'zoomIn', icon: PlusOutlined },
  { id: 'fit', icon: ExpandOutlined },
  { id: 'search', icon: SearchOutlined },
  { id: 'keys', icon: QuestionOutlined },
] as const satisfies { id: ActionId; icon: typeof PlusOutlined }[];

export function ZoomBar({ read }: { read: () => Situation }) {
  const { t } = useTranslation('canvas');
  const percent = useStore((store) => Math.round(store.transform[2] * 100));
  return (
    <div className="zoom-bar nokey">
      {buttons.map(({ id, icon: Icon }, at) => (
        <span key={id} className="zoom-part">
          {at === 1 && <span className="figures zoom-now">{percent}%</span>}
          <Tooltip
            title={`${t(`action.${id}`)} (${writtenKey(actionOf(id).keys[0] ?? '', isMac())})`}
          >
            <Button
              type="text"
              size="small"
              icon={<Icon aria-hidden />}
              aria-label={t(`action.${id}`)}
              onClick={() => actionOf(id).run(read())}
            />
          </Tooltip>
        </span>
      ))}
    </div>
  );
}
