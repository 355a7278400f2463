/** What reading a document of tables comes to. */
import type { TableDefinition } from '../definition/table.ts';
import { problem, type Problem } from '../problem.ts';

export interface ReadTables {
  tables: TableDefinition[];
  /** Everything that was not kept as it stood: errors left something out, warnings read it in some way. */
  problems: Problem[];
}

/** Problems of one code beyond these are counted. */
const MOST = 100;

export function shortened(problems: readonly Problem[]): Problem[] {
  const counts = new Map<string, number>();
  const shown = problems.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= MOST;
  });
  const more = [...counts.values()].reduce((sum, count) => sum + Math.max(0, count - MOST), 0);
  return more === 0 ? shown : [...shown, problem('exchange_more', { count: more })];
}
