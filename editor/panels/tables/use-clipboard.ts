/** What copying, cutting and pasting do while no cell is being edited. */
import type { ClipboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../words/say.ts';
import { copied, emptied, type Filled } from './filling.ts';
import { pasted } from './pasting.ts';
import { areaOf, rowsThere } from './selection.ts';
import { readSheetHtml, writeSheetHtml } from './sheet-html.ts';
import { readSheet, writeSheet } from './sheet-text.ts';
import type { TableGridProps } from './table-grid.tsx';

export function useClipboard(props: TableGridProps) {
  const { table, columns, port, selection, onSelect, onFilled } = props;
  const { t } = useTranslation('grid');
  const language = useLanguage();
  const area = areaOf(selection);
  const fill = (cells: Filled['cells']) => {
    if (cells.length > 0) port?.perform({ do: 'setCells', args: { cells } });
  };
  const copy = (event: ClipboardEvent) => {
    const sheet = copied(table, columns, area, language);
    event.preventDefault();
    if (sheet.length === 0) return;
    event.clipboardData.setData('text/plain', writeSheet(sheet));
    event.clipboardData.setData('text/html', writeSheetHtml(sheet));
    const { count } = rowsThere(area, table.rows.length);
    onFilled({ said: t('copied', { rows: count, columns: area.columns }), refused: [] });
  };
  const paste = (event: ClipboardEvent) => {
    if (port === undefined) return;
    event.preventDefault();
    const html = readSheetHtml(event.clipboardData.getData('text/html'));
    const sheet = html ?? readSheet(event.clipboardData.getData('text/plain'));
    const { cells, refused, area: filled, isHeaded } = pasted(table, columns, area, sheet);
    fill(cells);
    const said = t('pasted', { rows: filled.rows, columns: filled.columns, cells: cells.length });
    onFilled({ said: isHeaded ? `${said} ${t('headed')}` : said, refused });
    const last = Math.min(columns.length, filled.left + filled.columns) - 1;
    onSelect({
      at: { row: filled.top, column: filled.left },
      anchor: { row: filled.top + filled.rows - 1, column: Math.max(filled.left, last) },
    });
  };
  return {
    copy,
    paste,
    cut: (event: ClipboardEvent) => {
      copy(event);
      fill(emptied(table, area));
    },
  };
}
