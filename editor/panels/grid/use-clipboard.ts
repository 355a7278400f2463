/** What copying, cutting and pasting do while no cell is being edited. */
import type { ClipboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../words/say.ts';
import { copied, emptied, type Filled } from './filling.ts';
import { pasted } from './pasting.ts';
import { areaOf, rowsThere } from './selection.ts';
import { readSheetHtml, writeSheetHtml } from './sheet-html.ts';
import { readSheet, writeSheet } from './sheet-text.ts';
import type { GridProps } from './grid.tsx';

export function useClipboard(props: GridProps) {
  const { sheet, selection, onSelect, onFilled } = props;
  const { t } = useTranslation('grid');
  const language = useLanguage();
  const area = areaOf(selection);
  const fill = (cells: Filled['cells']) => {
    if (cells.length > 0) sheet.edits?.setCells(cells);
  };
  const copy = (event: ClipboardEvent) => {
    const texts = copied(sheet, area, language);
    event.preventDefault();
    if (texts.length === 0) return;
    event.clipboardData.setData('text/plain', writeSheet(texts));
    event.clipboardData.setData('text/html', writeSheetHtml(texts));
    const { count } = rowsThere(area, sheet.rows.length);
    onFilled({ said: t('copied', { rows: count, columns: area.columns }), refused: [] });
  };
  const paste = (event: ClipboardEvent) => {
    if (sheet.edits === undefined) return;
    event.preventDefault();
    const html = readSheetHtml(event.clipboardData.getData('text/html'));
    const texts = html ?? readSheet(event.clipboardData.getData('text/plain'));
    const { cells, refused, area: filled, isHeaded } = pasted(sheet, area, texts, language);
    fill(cells);
    const said = t('pasted', { rows: filled.rows, columns: filled.columns, cells: cells.length });
    onFilled({ said: isHeaded ? `${said} ${t('headed')}` : said, refused });
    const last = Math.min(sheet.columns.length, filled.left + filled.columns) - 1;
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
      fill(emptied(sheet, area));
    },
  };
}
