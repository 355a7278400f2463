/**
 * Audits of imported records and of findings: the rules about them are asked of every one. What holds
 * becomes a finding unless it is known, or its object is on the white list; what is not known is counted
 * by rule, with examples. One run at a time.
 */
import { localDay } from '@flowmeter/engine/calendar/working-time.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import { ruleRecords, type Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import { scanRecords } from '../audits/scan-records.ts';
import type { ScanPiece } from '../audits/scan.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { wordsOfError } from '../log.ts';
import { DamagedBlock } from '../records/blocks.ts';
import {
  checkedIn,
  count,
  countChecked,
  countsIn,
  newReport,
  type AuditTotals,
  type RuleCounts,
} from '../audits/report.ts';
import type { Held } from '../store/audit-runs.ts';
import type { AuditRunRow } from '../store/schema.ts';
import { exemptionKey, type Running } from '../audits/running.ts';
import { auditFindings } from './audit-findings.ts';
import { raiseRecordFindings, unitOf } from './raise-record-findings.ts';

export interface RecordAudit {
  /** Kinds of record, or `finding`; all that rules speak about when absent. */
  kinds?: readonly string[] | undefined;
  /** Ids of rules; all when absent. */
  rules?: readonly string[] | undefined;
  /** A person's id, or `system`. */
  by: string;
  /** Only what is in these units; in all when absent. */
  units?: ReadonlySet<string> | undefined;
  /** The day whose nightly run it is. */
  night?: string | undefined;
}

interface Lock {
  stop: () => void;
  ended: Promise<unknown>;
}

const locks = new WeakMap<Deps, Lock>();

export interface BegunAudit {
  run: AuditRunRow;
  ended: Promise<Result<AuditRunRow>>;
}

/** Undefined: that night has had its run. */
export async function beginRecordAudit(
  deps: Deps,
  audit: RecordAudit,
): Promise<Result<BegunAudit | undefined>> {
  if (locks.has(deps)) return failed(problem('audit_in_flight'));
  const chosen = chosenRules(deps, audit);
  if (!chosen.ok) return chosen;
  const stop = new AbortController();
  const lock: Lock = { stop: () => stop.abort(), ended: Promise.resolve() };
  locks.set(deps, lock);
  const run = newRun(deps, audit);
  const begun = await deps.store.auditRuns.begin(run).catch((error: unknown) => {
    locks.delete(deps);
    throw error;
  });
  if (!begun.ok || !begun.value) {
    locks.delete(deps);
    return begun.ok ? ok(undefined) : begun;
  }
  const ended = runAll(deps, run, { ...audit, chosen: chosen.value, signal: stop.signal });
  lock.ended = ended
    .catch((error: unknown) => deps.log('error', 'an audit was not kept', wordsOfError(error)))
    .finally(() => locks.delete(deps));
  return ok({ run, ended });
}

/** Before the store closes: what is under way comes to rest at the next piece. */
export async function stopRecordAudit(deps: Deps): Promise<void> {
  const lock = locks.get(deps);
  lock?.stop();
  await lock?.ended;
}

/** Rules by the kind of record they are about; kinds and rules that are named must be there. */
function chosenRules(deps: Deps, { kinds, rules: only }: RecordAudit): Result<Map<string, Rule[]>> {
  const there = new Map<string, Rule[]>();
  for (const { rules } of all(deps.inForce.pack(), 'ruleset')) {
    for (const rule of rules) {
      if (isAboutCases(rule)) continue;
      there.set(rule.record, [...(there.get(rule.record) ?? []), rule]);
    }
  }
  const unknown = kinds?.find(
    (kind) => kind !== 'finding' && deps.inForce.active('record', kind) === undefined,
  );
  if (unknown !== undefined) return failed(problem('record_kind_not_found', { record: unknown }));
  const known = new Set([...there.values()].flat().map(({ id }) => id));
  const missing = only?.find((id) => !known.has(id));
  if (missing !== undefined) return failed(problem('audit_rule_not_found', { rule: missing }));
  const chosen = [...there].flatMap(([kind, rules]): [string, Rule[]][] => {
    const asked = rules.filter(({ id }) => only?.includes(id) ?? true);
    return asked.length > 0 && (kinds?.includes(kind) ?? true) ? [[kind, asked]] : [];
  });
  return ok(new Map(chosen));
}

function isAboutCases({ record }: Rule): boolean {
  return record !== 'finding' && (ruleRecords as readonly string[]).includes(record);
}

/** Is there anything that an audit of records would ask? */
export function hasRecordRules({ inForce }: Pick<Deps, 'inForce'>): boolean {
  return all(inForce.pack(), 'ruleset').some(({ rules }) =>
    rules.some((rule) => !isAboutCases(rule)),
  );
}

function newRun(deps: Deps, { by, night }: RecordAudit): AuditRunRow {
  const at = instantOf(deps.clock);
  const report = JSON.stringify(newReport());
  return {
    id: deps.ids(),
    night: night ?? null,
    at,
    by,
    status: 'running',
    ended_at: null,
    report,
  };
}

type Chosen = RecordAudit & { chosen: ReadonlyMap<string, Rule[]>; signal: AbortSignal };

async function runAll(deps: Deps, run: AuditRunRow, asked: Chosen): Promise<Result<AuditRunRow>> {
  const { at } = run;
  const day = localDay(recordTermsOf(deps.inForce.pack()).setting, at);
  const lasting = await deps.store.exemptions.lasting(day);
  const running: Running = {
    at,
    units: asked.units,
    report: newReport(),
    exempt: new Map(lasting.map((one) => [exemptionKey(one), one])),
    isStopped: () => asked.signal.aborted,
  };
  const done = await auditAll(deps, running, asked).catch((error: unknown) => {
    // Whoever stops it does not wait until the thread comes to rest by itself.
    if (asked.signal.aborted) return ok(undefined);
    deps.log('error', 'an audit failed', wordsOfError(error));
    return failed<void>(problem('internal'));
  });
  // Stopped half way it is no run: it is begun anew when the server is back.
  if (done.ok && asked.signal.aborted && run.night !== null) return ok(run);
  const status = done.ok && !asked.signal.aborted ? 'done' : 'failed';
  const ended: AuditRunRow = {
    ...run,
    status,
    ended_at: instantOf(deps.clock),
    report: JSON.stringify(running.report),
  };
  const held = status === 'done' ? heldBack(running, asked) : [];
  const stored = await deps.store.auditRuns.end(
    { row: ended, held },
    {
      at: instantOf(deps.clock),
      actor: run.by,
      role: deps.inForce.person(run.by)?.roles.join(' ') ?? '',
      action: 'records.audited',
      object: run.id,
      allowed: true,
      details: { status, night: run.night ?? '', ...totalsOf(running.report) },
    },
  );
  if (!done.ok) return done;
  return stored.ok ? ok(ended) : stored;
}

/** Of the exemptions from rules that were asked in their unit: what they held back. */
function heldBack({ report, exempt }: Running, { chosen, units }: Chosen): Held[] {
  const asked = new Set([...chosen.values()].flat().map(({ id }) => id));
  const own = report.rules.flatMap(({ exempted = [] }) => exempted);
  return [...exempt.values()]
    .filter(({ rule, unit }) => asked.has(rule) && (units?.has(unit) ?? true))
    .map(({ id }) => ({ id, hits: own.find(({ exemption }) => exemption === id)?.hits ?? 0 }));
}

/** @param units whose hits count */
export function totalsOf(
  { kinds, rules }: AuditTotals,
  units: ReadonlySet<string> | 'all' = 'all',
) {
  const own = rules.map((rule) => countsIn(rule, units));
  const asked = kinds.map((kind) => checkedIn(kind, units));
  const sum = (what: keyof RuleCounts) => own.reduce((before, one) => before + one[what], 0);
  return {
    /** Null where a run of before did not keep them apart. */
    checked: asked.includes(null)
      ? null
      : asked.reduce<number>((before, one) => before + (one ?? 0), 0),
    hits: sum('hits'),
    found: sum('found'),
    exempt: sum('exempt'),
    held_back: sum('held_back'),
    unknown: sum('unknown'),
  };
}

async function auditAll(
  deps: Deps,
  running: Running,
  { chosen, signal }: Chosen,
): Promise<Result<void>> {
  const kinds = [...chosen].filter(([kind]) => kind !== 'finding');
  const records = kinds.reduce((sum, [kind]) => {
    const batches = deps.records.batches(kind);
    return batches.reduce((rows, { counts }) => rows + counts.added, sum);
  }, 0);
  const request = {
    root: deps.records.root,
    definitions: [...deps.inForce.pack().definitions],
    asked: kinds.map(([kind, rules]) => ({ kind, rules: rules.map(({ id }) => id) })),
    at: running.at,
  };
  try {
    for await (const piece of scanRecords(request, records, signal)) {
      const taken = await take(deps, running, piece);
      if (!taken.ok) return taken;
      if (running.isStopped()) return ok(undefined);
    }
  } catch (error) {
    if (!(error instanceof DamagedBlock)) throw error;
    return failed(problem('records_damaged', { record: kinds.map(([kind]) => kind).join(', ') }));
  }
  const about = chosen.get('finding');
  return about === undefined ? ok(undefined) : auditFindings(deps, running, about);
}

async function take(deps: Deps, running: Running, piece: ScanPiece): Promise<Result<void>> {
  const { report } = running;
  const kind = report.kind(piece.kind);
  for (const [unit, many] of Object.entries(piece.checked)) {
    countChecked(kind, unitOf(deps, { unit }), many);
  }
  if (piece.isAbsent) kind.absent = true;
  for (const { rule, units, examples } of piece.unknown) {
    const row = report.rule(rule, piece.kind);
    for (const [unit, many] of Object.entries(units)) {
      count(row, unitOf(deps, { unit }), 'unknown', many);
    }
    row.examples.push(...examples);
  }
  return raiseRecordFindings(deps, running, piece);
}
