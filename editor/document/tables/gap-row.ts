/** The row that takes what a table leaves out. */
import type { Cell, TableDefinition, TableRow } from '@flowmeter/engine/definition/table.ts';
import { BUSINESS_DAY } from '@flowmeter/engine/tables/columns.ts';
import { blankRow } from './document.ts';

/** `region`: column -> cell; what it does not name is taken as it is. Its results are still to be said. */
export function rowOfGap(table: TableDefinition, region: Readonly<Record<string, Cell>>): TableRow {
  return {
    ...blankRow(table),
    when: table.inputs.map(({ id }) => region[id] ?? []),
    ...daysOf(region[BUSINESS_DAY]),
  };
}

const DAY = 86_400_000;

function daysOf(cell: Cell | undefined): Pick<TableRow, 'valid_from' | 'valid_to'> {
  const [days] = cell ?? [];
  if (typeof days === 'string') return { valid_from: days, valid_to: days };
  if (days === null || typeof days !== 'object' || 'not' in days) return {};
  const first = dayOf(days.from) ?? dayOf(days.above, 1);
  const last = dayOf(days.to) ?? dayOf(days.below, -1);
  return {
    ...(first === undefined ? {} : { valid_from: first }),
    ...(last === undefined ? {} : { valid_to: last }),
  };
}

function dayOf(bound: string | number | undefined, later = 0): string | undefined {
  if (typeof bound !== 'string') return undefined;
  return new Date(Date.parse(bound) + later * DAY).toISOString().slice(0, 10);
}
