import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableDefinition, TableRow } from '@flowmeter/engine/definition/table.ts';
import { BasisLabel } from '../../display/basis.tsx';
import { useSay } from '../../words/say.ts';
import type { GridColumn } from '../grid/sheet.ts';
import type { TablePort } from './desk.ts';
import { tableLook, type TableSheet, tableSheet } from './table-sheet.ts';

export function useTableSheet(
  table: TableDefinition,
  columns: readonly GridColumn[],
  port: TablePort | undefined,
): TableSheet {
  const { t } = useTranslation('rules');
  const look = useMemo(
    () =>
      tableLook(columns, {
        label: t('grid.label'),
        aside: { title: t('grid.note'), say: (row) => <RowNote row={row} /> },
      }),
    [columns, t],
  );
  return useMemo(() => tableSheet(table, look, port), [table, look, port]);
}

/** What a row says besides its cells. */
function RowNote({ row }: { row: TableRow }) {
  const { t } = useTranslation('rules');
  const say = useSay();
  return (
    <>
      <span className="grid-words">
        {[say(row.note), validity(row, t('grid.onwards'))].filter(Boolean).join(' · ')}
      </span>
      {row.basis && <BasisLabel kind={row.basis.kind} source={row.basis.source} />}
    </>
  );
}

/** `2026-01-01 – 2026-12-31`; nothing where the row always counts. */
function validity({ valid_from, valid_to }: TableRow, onwards: string): string {
  if (valid_from === undefined && valid_to === undefined) return '';
  return `${valid_from ?? '…'} – ${valid_to ?? onwards}`;
}
