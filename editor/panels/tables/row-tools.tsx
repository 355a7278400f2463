/** What is done to the selected rows, and how the table is seen. */
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Tool } from '../inputs/tool.tsx';
import type { TablePort } from './desk.ts';
import { areaOf, type Selection } from './selection.ts';

interface RowToolsProps {
  port: TablePort;
  selection: Selection;
  count: number;
  onSelect: (selection: Selection) => void;
}

export function RowTools({ port, selection, count, onSelect }: RowToolsProps) {
  const { t } = useTranslation('rules');
  const area = areaOf(selection);
  const insert = () => {
    const row = area.top + area.rows;
    port.perform({ do: 'insertRow', args: { at: row } });
    const at = { row, column: 0 };
    onSelect({ at, anchor: at });
  };
  const move = (by: 1 | -1) => {
    port.perform({ do: 'moveRows', args: { from: area.top, count: area.rows, by } });
    const shifted = ({ row, column }: Selection['at']) => ({ row: row + by, column });
    onSelect({ at: shifted(selection.at), anchor: shifted(selection.anchor) });
  };
  const remove = () => {
    const done = port.perform({ do: 'removeRows', args: { from: area.top, count: area.rows } });
    if (done === undefined) return;
    const at = { row: Math.max(0, Math.min(area.top, count - area.rows - 1)), column: area.left };
    onSelect({ at, anchor: at });
  };
  const isFirst = area.top === 0;
  const isLast = area.top + area.rows >= count;
  return (
    <>
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={insert}>
        {t('grid.insert')}
      </Button>
      <Tool
        label={t('grid.up')}
        icon={<ArrowUpOutlined aria-hidden />}
        refusal={isFirst ? t('grid.isFirst') : undefined}
        onClick={() => move(-1)}
      />
      <Tool
        label={t('grid.down')}
        icon={<ArrowDownOutlined aria-hidden />}
        refusal={isLast ? t('grid.isLast') : undefined}
        onClick={() => move(1)}
      />
      <Tool
        label={t('grid.remove', { count: area.rows })}
        icon={<DeleteOutlined aria-hidden />}
        isDanger
        refusal={area.rows >= count ? t('grid.lastRow') : undefined}
        onClick={remove}
      />
    </>
  );
}
