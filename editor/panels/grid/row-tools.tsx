/** What is done to the selected rows. */
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Tool } from '../inputs/tool.tsx';
import { useRowDeeds } from './row-deeds.ts';
import { areaOf, rowsThere, type Selection } from './selection.ts';
import type { Sheet } from './sheet.ts';

export interface RowToolsProps {
  sheet: Sheet;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** Why the last row stays. */
  lastRow: string;
}

export function RowTools(props: RowToolsProps) {
  const { sheet, selection, lastRow } = props;
  const { t } = useTranslation('rules');
  const deeds = useRowDeeds(props);
  const { from, count } = rowsThere(areaOf(selection), sheet.rows.length);
  const all = sheet.rows.length;
  return (
    <>
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={deeds.insertBelow}>
        {t('grid.insert')}
      </Button>
      <Tool
        label={t('grid.up')}
        icon={<ArrowUpOutlined aria-hidden />}
        refusal={from === 0 ? t('grid.isFirst') : undefined}
        onClick={deeds.rowsUp}
      />
      <Tool
        label={t('grid.down')}
        icon={<ArrowDownOutlined aria-hidden />}
        refusal={from + count >= all ? t('grid.isLast') : undefined}
        onClick={deeds.rowsDown}
      />
      <Tool
        label={t('grid.remove', { count })}
        icon={<DeleteOutlined aria-hidden />}
        isDanger
        refusal={count >= all ? lastRow : undefined}
        onClick={deeds.removeRows}
      />
    </>
  );
}
