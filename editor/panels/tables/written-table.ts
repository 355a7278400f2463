/** A table as JSON that people read: what it is line by line, and every row of it in one line. */
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';

export function writtenTable(table: TableDefinition): string {
  const around = JSON.stringify({ ...table, rows: [] }, null, 2);
  const rows = table.rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
  // A function, since `$` in a replacement means something.
  return around.replace(/^ {2}"rows": \[\]/m, () => `  "rows": [\n${rows}\n  ]`);
}
