/** Incidents: open visits that wait for a person to settle what went wrong. */
import type { News } from './case-writes.ts';
import type { Page } from './case-list.ts';
import type { IncidentChange } from './effect-rows.ts';
import type { IncidentRow } from './outside-schema.ts';
import { q, type Sql } from './statement.ts';

/** An incident with what is shown of its case. */
export interface IncidentListRow extends IncidentRow {
  title: string;
  flow_id: string;
  flow_hash: string;
  /** The case's version. */
  version: number;
}

export interface IncidentFilter {
  /** Only incidents of cases of these units. */
  units: readonly string[];
  /** The `next` of the page before. */
  cursor?: string | undefined;
  limit: number;
}

export interface IncidentStore {
  /** Oldest first: what has stood longest. */
  list(filter: IncidentFilter): Promise<Page<IncidentListRow>>;
}

export function createIncidentStore(sql: Sql): IncidentStore {
  return {
    list: async ({ units, cursor = '', limit }) => {
      const [at = '', caseId = '', seq = ''] = cursor.split('~');
      const query = q
        .selectFrom('incident')
        .innerJoin('live_case', 'live_case.id', 'incident.case_id')
        .selectAll('incident')
        .select(['title', 'flow_id', 'flow_hash', 'version'])
        .where('incident.unit', 'in', units)
        .where((row) =>
          row(
            row.refTuple('incident.at', 'incident.case_id', 'incident.seq'),
            '>',
            row.tuple(at, caseId, Number(seq)),
          ),
        )
        .orderBy('incident.at')
        .orderBy('incident.case_id')
        .orderBy('incident.seq')
        .limit(limit + 1);
      const rows = sql.all(query);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const next = rows.length > limit && last ? `${last.at}~${last.case_id}~${last.seq}` : null;
      return { rows: page, next };
    },
  };
}

/** Inside a transaction, before the effect itself is gone: how often it was tried is taken from it. */
export function prepareIncidents(
  sql: Sql,
): (change: IncidentChange | undefined, caseId: string, unit: string) => News[] {
  const remove = sql.prepare((p: { case_id: string; seq: number }) =>
    q.deleteFrom('incident').where('case_id', '=', p.case_id).where('seq', '=', p.seq),
  );
  const insert = sql.prepare((p: Omit<IncidentRow, 'tries'> & { effect: string }) =>
    q.replaceInto('incident').values((make) => ({
      case_id: p.case_id,
      seq: p.seq,
      unit: p.unit,
      step: p.step,
      connector: p.connector,
      at: p.at,
      code: p.code,
      words: p.words,
      tries: make.fn.coalesce(
        make
          .selectFrom('effect')
          .select((row) => row('tries', '+', 1).as('tries'))
          .where('id', '=', p.effect),
        make.lit(0),
      ),
    })),
  );
  return (change, caseId, unit) => {
    if (change === undefined) return [];
    for (const seq of change.gone) remove.run({ case_id: caseId, seq });
    for (const row of change.come) insert.run({ ...row, effect: `${caseId}.${row.seq}` });
    return [{ topic: 'incidents', id: caseId, unit }];
  };
}
