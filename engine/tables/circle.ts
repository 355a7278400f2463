/** Tables that ask for outputs of tables must not come back to themselves. */
import type { TableDefinition } from '../definition/table.ts';

/** The shortest way from a table back to itself, beginning and ending with it; undefined: there is none. */
export function circleThrough(
  table: TableDefinition,
  tables: readonly TableDefinition[],
): TableDefinition[] | undefined {
  const byId = new Map(tables.map((one) => [one.id, one]));
  const cameFrom = new Map<TableDefinition, TableDefinition>();
  const open = [table];
  for (const one of open) {
    for (const asked of askedBy(one, byId)) {
      if (asked.id === table.id) return [...wayTo(one, cameFrom), table];
      if (cameFrom.has(asked)) continue;
      cameFrom.set(asked, one);
      open.push(asked);
    }
  }
  return undefined;
}

/** The tables whose outputs its inputs are. */
export function askedBy(
  { inputs }: TableDefinition,
  byId: ReadonlyMap<string, TableDefinition>,
): TableDefinition[] {
  return inputs.flatMap(({ id, fact = id }) => {
    const dot = fact.indexOf('.');
    return dot < 0 ? [] : (byId.get(fact.slice(0, dot)) ?? []);
  });
}

function wayTo(
  table: TableDefinition,
  cameFrom: ReadonlyMap<TableDefinition, TableDefinition>,
): TableDefinition[] {
  const way = [table];
  for (let one = cameFrom.get(table); one !== undefined; one = cameFrom.get(one)) way.unshift(one);
  return way;
}
