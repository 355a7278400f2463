/** Imported records as indicators measure them: those known now, each in its unit. */
import { setImmediate } from 'node:timers/promises';
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { IndicatorRecord } from '@flowmeter/engine/indicators/measure.ts';
import { unitHere, whereabouts } from '@flowmeter/engine/records/hit.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import type { RecordSource } from '@flowmeter/engine/records/record-source.ts';
import { recordSource } from '@flowmeter/engine/records/source.ts';
import { openDataSet } from '../records/record-store.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { unitOf } from './raise-record-findings.ts';
import type { RecordScope } from './measured-records.ts';

/** Which imported record it is. */
export interface ImportedPlace {
  kind: string;
  key: string[];
  object: string;
  /** Are there records of its kind that were made up? */
  synthetic: boolean;
}

export interface MeasuredImport {
  /** Its source stands on the record only until the next one is asked for. */
  record: IndicatorRecord;
  place: string;
  /** Looked up when it is asked for, while the source stands there. */
  about: () => ImportedPlace;
}

/** So many records between two moments in which others are served. */
const TOGETHER = 1000;

/**
 * Records of a kind, of the units in scope. One that names no unit, or none that is known, belongs to the
 * highest, as findings about it do.
 *
 * @throws {DamagedBlock}
 */
export async function* measuredImported(
  deps: Deps,
  kind: string,
  { units, log, pack = deps.inForce.pack() }: Pick<RecordScope, 'units' | 'log' | 'pack'>,
): AsyncGenerator<MeasuredImport> {
  // What was read from a log is cases.
  if (log !== undefined) return;
  using data = openDataSet(deps.records, all(pack, 'record'));
  const asking = { terms: recordTermsOf(pack), data, at: instantOf(deps.clock) };
  const source = recordSource(asking, kind);
  if (source === undefined) return;
  const seen = units && new Set(units);
  const synthetic = deps.records.batches(kind).some((batch) => batch.synthetic);
  const ref = { caseId: '', record: kind };
  for (let row = 0; row < source.records.rows; row++) {
    if (row % TOGETHER === 0) await setImmediate();
    source.stand(row);
    if (seen !== undefined && !seen.has(unitOf(deps, { unit: unitHere(source) }))) continue;
    const place = `d~${String(row).padStart(10, '0')}`;
    yield {
      record: { ref, source },
      place,
      about: () => ({ kind, synthetic, ...namesHere(source) }),
    };
  }
}

function namesHere(source: RecordSource): Pick<ImportedPlace, 'key' | 'object'> {
  const { key, object } = whereabouts(source);
  return { key, object };
}
