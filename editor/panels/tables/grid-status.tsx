/** Below the grid: how much is selected, and what became of the last paste; told to everybody. */
import { useTranslation } from 'react-i18next';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { widthOf } from '../../document/tables/document.ts';
import { areaOf, rowsThere, type Selection } from './selection.ts';

interface GridStatusProps {
  table: TableDefinition;
  selection: Selection;
  said: string | undefined;
}

export function GridStatus({ table, selection, said }: GridStatusProps) {
  const { t } = useTranslation('grid');
  const area = areaOf(selection);
  const { count } = rowsThere(area, table.rows.length);
  const cells = count * Math.min(area.columns, widthOf(table));
  return (
    <footer className="grid-status">
      <span>{t('size', { rows: table.rows.length })}</span>
      {cells > 1 && <span>{t('selected', { rows: count, columns: area.columns, cells })}</span>}
      <span role="status">{said}</span>
    </footer>
  );
}
