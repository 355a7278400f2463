/** Asks the rule of a finding again, of the record as it is now: the engine's word, not a person's. */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { answerHere, explainHere, inForceOn } from '@flowmeter/engine/records/ask.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import type { RecordSource } from '@flowmeter/engine/records/record-source.ts';
import { recordSource } from '@flowmeter/engine/records/source.ts';
import { plain } from '@flowmeter/engine/rules/operands.ts';
import type { Reason } from '@flowmeter/engine/rules/explain.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { editionsOf } from '../records/editions.ts';
import { isLocked } from '../records/lock.ts';
import { openDataSet } from '../records/record-store.ts';
import type { FindingRow } from '../store/schema.ts';
import type { recheckResults } from '../views/results.ts';
import { rulesetOf } from './raise-findings.ts';

export interface Recheck {
  at: Instant;
  /** `person`: the engine cannot say (it is about a case, or the rule or record is gone). */
  result: (typeof recheckResults)[number];
  reason: Reason | null;
  /** Which data were looked at; absent in rechecks of before, and where nothing was asked. */
  data?: RecheckData | undefined;
}

export interface RecheckData {
  /** The newest batch of its kind, and since when that is known. */
  batch: number;
  known_at: Instant;
  /** An import was under way, of this kind or of another: what it brings was not there yet. */
  importing: boolean;
}

/** An import that takes longer does not keep a case waiting: the recheck says that it went on. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * What has been put right may just be on its way in: a finding about a record is asked again when no import
 * is under way, of whatever kind, since a rule may read any of them.
 */
export function waitsForImport(deps: Deps, { record_key }: FindingRow, since: Instant): boolean {
  const waited = deps.clock() - Date.parse(since);
  return record_key !== null && waited < LONGEST_WAIT_MS && isImporting(deps);
}

/** Kept with the finding when this resolves. */
export async function recheckFinding(deps: Deps, finding: FindingRow): Promise<Result<Recheck>> {
  const recheck = askAgain(deps, finding);
  const clearedAt = recheck.result === 'cleared' ? recheck.at : null;
  const kept = await deps.store.findings.keepRecheck(
    finding.id,
    JSON.stringify(recheck),
    clearedAt,
  );
  return kept.ok ? ok(recheck) : kept;
}

function askAgain(deps: Deps, { rule: id, subject, record_key }: FindingRow): Recheck {
  const at = instantOf(deps.clock);
  const forPerson: Recheck = { at, result: 'person', reason: null };
  const rule = rulesetOf(deps, id)?.rule;
  if (rule?.record !== subject || record_key === null) return forPerson;
  const pack = deps.inForce.pack();
  // Before the data are opened: an import that ends meanwhile is one that was under way.
  const looked = dataOf(deps, subject);
  using data = openDataSet(deps.records, all(pack, 'record'));
  const source = recordSource({ terms: recordTermsOf(pack), data, at }, subject);
  if (source === undefined || !standOn(deps, source, JSON.parse(record_key) as string[])) {
    return forPerson;
  }
  const [dated] = inForceOn([rule], source.day()).rules;
  // A rule that is not in force for it any more says nothing against it, nor for it.
  if (dated === undefined) return forPerson;
  const { truth } = answerHere(source, dated);
  const { zone } = source.asking.terms.setting;
  return {
    at,
    result: results[String(truth)] ?? 'person',
    reason: explainHere(source, dated, { zone }),
    data: looked,
  };
}

function dataOf(deps: Deps, kind: string): RecheckData | undefined {
  const importing = isImporting(deps);
  const [newest] = deps.records.batches(kind);
  return newest && { batch: newest.seq, known_at: newest.known_at, importing };
}

function isImporting({ records, inForce }: Pick<Deps, 'records' | 'inForce'>): boolean {
  return all(inForce.pack(), 'record').some(({ id }) => isLocked(records.folder(id)));
}

const results: Readonly<Record<string, Recheck['result']>> = {
  true: 'still_hits',
  false: 'cleared',
  unknown: 'unknown',
};

/** False where there is no such record any more. */
function standOn(deps: Deps, source: RecordSource, key: readonly string[]): boolean {
  const { definition } = source.kind;
  const manifest = deps.records.manifest(definition.id);
  if (manifest === undefined) return false;
  const folder = deps.records.folder(definition.id);
  const current = editionsOf(folder, definition, manifest, key).find(({ until }) => until === null);
  if (current === undefined) return false;
  const values = definition.key.map((field) => {
    const fact = definition.fields[field];
    const value = current.values[field];
    return fact === undefined || value === undefined ? undefined : plain(fact.type, value);
  });
  if (values.some((value) => value === undefined || value === null)) return false;
  const row = source.records.lookup(definition.key, values as string[])[0];
  if (row === undefined) return false;
  source.stand(row);
  return true;
}
