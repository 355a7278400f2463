/** What is done to the column of the chosen cell. */
import { ArrowLeftOutlined, ArrowRightOutlined, SettingOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { isInput, widthOf } from '../../document/tables/document.ts';
import { Tool } from '../inputs/tool.tsx';
import { useRowDeeds } from '../grid/row-deeds.ts';
import type { RowToolsProps } from '../grid/row-tools.tsx';

interface ColumnToolsProps extends Omit<RowToolsProps, 'lastRow'> {
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
