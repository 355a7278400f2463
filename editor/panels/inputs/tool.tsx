/** Small buttons with an icon: named for everybody, kept in the row of keys even where they do nothing. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsReadOnly } from '../panel.ts';

interface ToolProps {
  label: string;
  icon: ReactNode;
  onClick: () => void;
  /** Why it cannot be used now. */
  refusal?: string | undefined;
  isDanger?: boolean;
}

export function Tool({ label, icon, onClick, refusal, isDanger = false }: ToolProps) {
  const { t } = useTranslation('panels');
  const isReadOnly = useIsReadOnly();
  if (isReadOnly) return null;
  return (
    <Tooltip title={refusal ?? label}>
      <Button
        type="text"
        size="small"
        className={isDanger ? 'tool tool-danger' : 'tool'}
        icon={icon}
        aria-label={refusal === undefined ? label : t('tool.refused', { label, refusal })}
        aria-disabled={refusal !== undefined}
        onClick={() => refusal === undefined && onClick()}
      />
    </Tooltip>
  );
}

interface OrderToolsProps {
  /** What is moved or removed, for the buttons' names. */
  name: string;
  index: number;
  count: number;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
  /** Why it may not be moved so. */
  refusals?: { up?: string | undefined; down?: string | undefined; remove?: string | undefined };
}

/** Up, down and away. */
export function OrderTools({ name, index, count, onMove, onRemove, refusals }: OrderToolsProps) {
  const { t } = useTranslation('panels');
  const up = index === 0 ? t('tool.isFirst') : refusals?.up;
  const down = index === count - 1 ? t('tool.isLast') : refusals?.down;
  return (
    <span className="tools">
      {count > 1 && (
        <>
          <Tool
            label={t('tool.up', { name })}
            icon={<ArrowUpOutlined aria-hidden />}
            refusal={up}
            onClick={() => onMove(-1)}
          />
          <Tool
            label={t('tool.down', { name })}
            icon={<ArrowDownOutlined aria-hidden />}
            refusal={down}
            onClick={() => onMove(1)}
          />
        </>
      )}
      <Tool
        label={t('tool.remove', { name })}
        icon={<DeleteOutlined aria-hidden />}
        refusal={refusals?.remove}
        isDanger
        onClick={onRemove}
      />
    </span>
  );
}
