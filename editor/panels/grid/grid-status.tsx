/** Below the grid: how much is selected, and what became of the last paste; told to everybody. */
import { useTranslation } from 'react-i18next';
import { areaOf, rowsThere, type Selection } from './selection.ts';
import type { Sheet } from './sheet.ts';

interface GridStatusProps {
  sheet: Sheet;
  selection: Selection;
  said: string | undefined;
}

export function GridStatus({ sheet, selection, said }: GridStatusProps) {
  const { t } = useTranslation('grid');
  const area = areaOf(selection);
  const { count } = rowsThere(area, sheet.rows.length);
  const cells = count * Math.min(area.columns, sheet.columns.length);
  return (
    <footer className="grid-status">
      <span>{t('size', { rows: sheet.rows.length })}</span>
      {cells > 1 && <span>{t('selected', { rows: count, columns: area.columns, cells })}</span>}
      <span role="status">{said}</span>
    </footer>
  );
}
