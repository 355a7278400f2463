/** What is done to the selected rows and to the column of the chosen cell, and the keys of the grid. */
import {
  ArrowDownOutlined,
  ArrowLeftOutlined,
  ArrowRightOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
  SettingOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { isInput, widthOf } from '../../document/tables/document.ts';
import { Tool } from '../inputs/tool.tsx';
import { useRowDeeds } from '../grid/row-deeds.ts';
import { areaOf, rowsThere, type Selection } from '../grid/selection.ts';
import type { Sheet } from '../grid/sheet.ts';

interface ToolsProps {
  sheet: Sheet;
  selection: Selection;
  onSelect: (selection: Selection) => void;
}

export function RowTools(props: ToolsProps) {
  const { sheet, selection } = props;
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
        refusal={count >= all ? t('grid.lastRow') : undefined}
        onClick={deeds.removeRows}
      />
    </>
  );
}

interface ColumnToolsProps extends ToolsProps {
  table: TableDefinition;
  onColumn: (column: number) => void;
}

export function ColumnTools(props: ColumnToolsProps) {
  const { table, selection, onColumn } = props;
  const { t } = useTranslation('grid');
  const deeds = useRowDeeds(props);
  const { column } = selection.at;
  const { length } = table.inputs;
  const isFirst = column === 0 || column === length;
  const isLast = column === length - 1 || column === widthOf(table) - 1;
  const refusal = t(isInput(table, column) ? 'endOfInputs' : 'endOfOutputs');
  return (
    <>
      <Tool
        label={t('columnLeft')}
        icon={<ArrowLeftOutlined aria-hidden />}
        refusal={isFirst ? refusal : undefined}
        onClick={deeds.columnLeft}
      />
      <Tool
        label={t('columnRight')}
        icon={<ArrowRightOutlined aria-hidden />}
        refusal={isLast ? refusal : undefined}
        onClick={deeds.columnRight}
      />
      <Tool
        label={t('column')}
        icon={<SettingOutlined aria-hidden />}
        onClick={() => onColumn(column)}
      />
    </>
  );
}
