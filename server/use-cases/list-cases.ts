/** The list of cases, with their titles as whoever asks may see them. */
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { titledFor } from '../show/case-title.ts';
import type { CaseFilter, CaseListRow, Page } from '../store/case-list.ts';

interface Listed {
  row: CaseListRow;
  flow: CompiledFlow | undefined;
}

/** A search goes on this often for what it may show; then the page is shorter, and its end says from where. */
const MOST_PAGES = 10;

/**
 * A title that is shown in part is found by what is shown of it, or by all of it: nobody finds out what
 * is hidden letter by letter.
 */
export async function listCases(
  deps: Deps,
  actor: Actor,
  filter: Omit<CaseFilter, 'units'>,
): Promise<Page<Listed>> {
  const found: Listed[] = [];
  let cursor = filter.cursor;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const asked = { ...filter, cursor, units: [...actor.sees] };
    const { rows, next } = await deps.store.cases.list(asked);
    for (const [index, { row, flow, title }] of (await titled(deps, actor, rows)).entries()) {
      if (!isFound(row, title, filter.q)) continue;
      found.push({ row, flow });
      const isLast = next === null && index === rows.length - 1;
      if (found.length === filter.limit) return { rows: found, next: isLast ? null : row.id };
    }
    if (next === null) return { rows: found, next: null };
    cursor = next;
  }
  return { rows: found, next: cursor ?? null };
}

function titled(deps: Deps, actor: Actor, rows: readonly CaseListRow[]) {
  const shown = titledFor(deps, actor, ['id', 'title']);
  return Promise.all(
    rows.map(async (row) => {
      const flow = await deps.inForce.version(row.flow_hash);
      return { row: await shown(row, flow), flow, title: row.title };
    }),
  );
}

function isFound(row: CaseListRow, title: string, q: string | undefined): boolean {
  const sought = q?.trim().toLowerCase() ?? '';
  if (row.title === title || sought === '' || title.toLowerCase() === sought) return true;
  return row.id.toLowerCase().startsWith(sought) || row.title.toLowerCase().includes(sought);
}
