/** What can be done at once about what the analysis of a table found. */
import type { Cell, TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { rowOfGap } from '../../document/tables/gap-row.ts';
import type { Selection } from '../grid/selection.ts';
import type { TablePort } from './desk.ts';

export interface Mending {
  onRow: (row: number) => void;
  /** The row that a gap lacks, last; its first result is chosen to be said. */
  onInsert?: (region: Readonly<Record<string, Cell>>) => void;
  /** Of rows that match together the first counts. Absent where order means something already. */
  onFirst?: () => void;
}

export function useMending(
  table: TableDefinition,
  port: TablePort | undefined,
  onSelect: (selection: Selection) => void,
): Mending {
  const select = (row: number, column: number) => {
    const at = { row, column };
    onSelect({ at, anchor: at });
  };
  const onRow = (row: number) => select(row, 0);
  if (port === undefined) return { onRow };
  return {
    onRow,
    onInsert: (region) => {
      const at = table.rows.length;
      port.perform({ do: 'insertRow', args: { at, row: rowOfGap(table, region) } });
      select(at, table.inputs.length);
    },
    ...(table.hit === 'U'
      ? {
          onFirst: () =>
            void port.perform({ do: 'changeTable', args: { path: ['hit'], value: 'F' } }),
        }
      : {}),
  };
}
