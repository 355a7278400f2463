/** Imports a file of records of a kind in force, by a person or by whoever holds the server. */
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { importRecords } from '../records/import.ts';
import { importInThread } from '../records/import-thread.ts';
import type { Batch } from '../records/manifest.ts';

export interface RecordFileRequest {
  /** The kind of record. */
  record: string;
  path: string;
  /** What the file is called. */
  name: string;
  /** Since when the rows count as known; now when absent. */
  knownAt?: string | undefined;
  encoding?: string | undefined;
  /** Zone of date-times without an offset; that of the calendars when absent. */
  zone?: string | undefined;
  key?: string | undefined;
  /** In a thread of its own: others are served meanwhile. */
  isAside?: boolean;
}

/** @param by a person's id, or `system` */
export async function importRecordFile(
  deps: Deps,
  by: string,
  { record, path, name, knownAt, encoding, zone, key, isAside }: RecordFileRequest,
): Promise<Result<Batch>> {
  const active = recordInForce(deps, record);
  if (!active.ok) return active;
  const at = instantOf(deps.clock);
  const known = knownAt === undefined ? at : new Date(knownAt).toISOString();
  if (known > at) return failed(problem('records_known_later', { given: known }));
  const { definition, hash } = active.value;
  const request = { definition, hash, path, name, id: deps.ids(), at, by, knownAt: known };
  return importRecords(
    deps.records.folder(record),
    { ...request, encoding, key, zone: zone ?? zoneOf(deps) },
    async (batch) => {
      const told = await deps.recordAudit(deps, {
        at,
        actor: by,
        action: 'records.imported',
        object: record,
        allowed: true,
        details: auditDetails(batch),
      });
      return told.ok ? [] : told.problems;
    },
    isAside === true ? importInThread : undefined,
  );
}

export function recordInForce(
  deps: Deps,
  record: string,
): Result<{ definition: RecordDefinition; hash: string }> {
  const active = deps.inForce.active('record', record);
  return active?.definition.kind === 'record'
    ? ok({ definition: active.definition, hash: active.hash })
    : failed(problem('record_kind_not_found', { record }));
}

/** The zone that business dates have; undefined where no calendar says one. */
function zoneOf(deps: Deps): string | undefined {
  const { calendars, setting } = recordTermsOf(deps.inForce.pack());
  return calendars.size > 0 ? setting.zone : undefined;
}

function auditDetails({ seq, file, sha256, known_at, definition, counts }: Batch) {
  return { batch: seq, file, sha256, known_at, definition, counts };
}
