/** The audit log read newest first, page by page: what somebody may see of it, filtered. */
import type { AuditEntry } from '@flowmeter/engine/audit-log/chain.ts';
import { entryOfRow, type AuditEntryRow } from './audit-rows.ts';
import type { Page } from './case-list.ts';
import { q, type Sql } from './statement.ts';

/** What somebody may see: everything, or whatever one of these lets them. */
export type AuditScope =
  | 'all'
  | { actor: string; units?: readonly string[] | undefined; operations?: boolean | undefined };

export interface AuditFilter {
  scope?: AuditScope | undefined;
  actor?: string | undefined;
  action?: string | undefined;
  object?: string | undefined;
  /** `false`: denials alone. */
  allowed?: boolean | undefined;
  /** Instants: from this one on, and before that one. */
  from?: string | undefined;
  until?: string | undefined;
  /** Only entries before this number. */
  before?: number | undefined;
  limit: number;
}

export function prepareAuditPages(sql: Sql): (filter: AuditFilter) => Page<AuditEntry> {
  const between = prepareBetween(sql);

  return (filter) => {
    const bounds = between(filter);
    if (bounds === undefined) return { rows: [], next: null };
    const { limit, scope = 'all' } = filter;
    // One question for each way of being allowed to see, so that each follows an index from its end.
    const found = waysOf(scope).flatMap((way) =>
      sql.all(way(filtered(filter, bounds).limit(limit + 1))),
    );
    const rows = [...new Map(found.map((row) => [row.seq, row])).values()].toSorted(
      (a, b) => b.seq - a.seq,
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const next = rows.length > limit && last ? String(last.seq) : null;
    return { rows: shown.map(entryOfRow), next };
  };
}

/** May somebody see this entry? */
export function isInScope(entry: AuditEntryRow, scope: AuditScope): boolean {
  if (scope === 'all' || entry.actor === scope.actor) return true;
  const ofUnit = entry.unit !== null && scope.units?.includes(entry.unit) === true;
  return ofUnit || (scope.operations === true && entry.operation === 1);
}

type Query = ReturnType<typeof filtered>;

function waysOf(scope: AuditScope): ((query: Query) => Query)[] {
  if (scope === 'all') return [(query) => query];
  const units = scope.units ?? [];
  return [
    (query) => query.where('actor', '=', scope.actor),
    ...units.map((unit) => (query: Query) => query.where('unit', '=', unit)),
    ...(scope.operations === true ? [(query: Query) => query.where('operation', '=', 1)] : []),
  ];
}

function filtered(
  { actor, action, object, allowed, before }: AuditFilter,
  { least, most }: Bounds,
) {
  let query = q
    .selectFrom('audit_entry')
    .selectAll()
    .where('seq', '>=', least)
    .where('seq', '<=', before === undefined ? most : Math.min(most, before - 1))
    .orderBy('seq', 'desc');
  if (actor !== undefined) query = query.where('actor', '=', actor);
  if (action !== undefined) query = query.where('action', '=', action);
  if (object !== undefined) query = query.where('object', '=', object);
  if (allowed !== undefined) query = query.where('allowed', '=', Number(allowed));
  return query;
}

interface Bounds {
  least: number;
  most: number;
}

/** Numbers of the entries of a time, from the index of times alone; undefined when there are none. */
function prepareBetween(sql: Sql) {
  return ({ from = '', until = '~' }: AuditFilter): Bounds | undefined => {
    if (from === '' && until === '~') return { least: 0, most: Number.MAX_SAFE_INTEGER };
    const found = sql.get(
      q
        .selectFrom('audit_entry')
        .select(({ fn }) => [fn.min('seq').as('least'), fn.max('seq').as('most')])
        .where('at', '>=', from)
        .where('at', '<', until),
    );
    const { least, most } = (found ?? {}) as Partial<Record<'least' | 'most', number | null>>;
    return typeof least === 'number' && typeof most === 'number' ? { least, most } : undefined;
  };
}
