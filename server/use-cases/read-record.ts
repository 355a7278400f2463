/** One record as it is known, with its earlier editions; only within the units that a person sees. */
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import { recordSource } from '@flowmeter/engine/records/source.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { DamagedBlock } from '../records/blocks.ts';
import { editionsOf, type Edition } from '../records/editions.ts';
import { openDataSet } from '../records/record-store.ts';
import { recordInForce } from './import-records.ts';

export interface RecordAsked {
  record: string;
  /** The values of the key's fields, in their order, as text. */
  key: readonly string[];
  /** As it was known at that instant; now when absent. */
  knownOn?: string | undefined;
}

export interface RecordFound {
  definition: RecordDefinition;
  values: Readonly<Record<string, FactValue>>;
  /** Newest first. */
  editions: Edition[];
}

/** A record of another unit is not found: whether it is there is nobody's business. */
export function readRecord(deps: Deps, actor: Actor, asked: RecordAsked): Result<RecordFound> {
  const active = recordInForce(deps, asked.record);
  if (!active.ok) return active;
  try {
    return found(deps, actor, active.value.definition, asked);
  } catch (error) {
    if (!(error instanceof DamagedBlock)) throw error;
    return failed(problem('records_damaged', { record: asked.record }));
  }
}

/** The record that a finding is about: whoever sees its key in part needs no more of it to look. */
export async function readRecordOf(
  deps: Deps,
  actor: Actor,
  finding: string,
  asked: RecordAsked,
): Promise<Result<RecordFound>> {
  const row = await deps.store.findings.byId(finding);
  if (row?.subject !== asked.record || row.record_key === null || !actor.sees.has(row.unit)) {
    return failed(problem('record_not_found'));
  }
  return readRecord(deps, actor, { ...asked, key: JSON.parse(row.record_key) as string[] });
}

function found(
  deps: Deps,
  actor: Actor,
  definition: RecordDefinition,
  { record, key, knownOn }: RecordAsked,
): Result<RecordFound> {
  const none = failed<RecordFound>(problem('record_not_found'));
  if (key.length !== definition.key.length) return none;
  const editions = deps.records.reading(record, (manifest, folder) =>
    editionsOf(folder, definition, manifest, key),
  );
  const edition = editions?.find(({ known_at, until }) =>
    knownOn === undefined
      ? until === null
      : known_at <= knownOn && (until === null || until > knownOn),
  );
  if (editions === undefined || edition === undefined) return none;
  if (!maySee(deps, actor, definition, edition, knownOn)) return none;
  return ok({ definition, values: edition.values, editions });
}

/** By the unit that the record names; where it names none, only who sees every unit. */
function maySee(
  deps: Deps,
  actor: Actor,
  definition: RecordDefinition,
  edition: Edition,
  knownOn: string | undefined,
): boolean {
  const unit = unitOf(deps, definition, edition, knownOn);
  if (typeof unit === 'string') return actor.sees.has(unit);
  const units = deps.inForce.organisation()?.units ?? [];
  return units.every(({ id }) => actor.sees.has(id));
}

function unitOf(
  deps: Deps,
  { id, unit, key }: RecordDefinition,
  { values }: Edition,
  knownOn: string | undefined,
): FactValue | undefined {
  if (unit === undefined) return undefined;
  if (Object.hasOwn(values, unit)) return values[unit];
  const pack = deps.inForce.pack();
  using data = openDataSet(deps.records, all(pack, 'record'), knownOn);
  const asking = { terms: recordTermsOf(pack), data, at: instantOf(deps.clock) };
  const source = recordSource(asking, id);
  const wanted = key.map((field) => values[field]);
  const row = source?.records.lookup(key, wanted as string[])[0];
  if (source === undefined || row === undefined) return undefined;
  source.stand(row);
  return source.read(unit);
}
