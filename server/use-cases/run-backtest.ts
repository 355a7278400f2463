/**
 * Backtests: a candidate for a rule set (or for what rules read by) beside the version in force, over all
 * ended cases and imported records as they are known at this moment. Nothing in force changes, and no
 * findings are raised. One runs at a time.
 */
import { setImmediate } from 'node:timers/promises';
import { affectedRules, type Affected } from '@flowmeter/engine/backtest/affected.ts';
import { compareCase } from '@flowmeter/engine/backtest/compare-case.ts';
import type { VerdictOf } from '@flowmeter/engine/backtest/compare-records.ts';
import { createCounter, type Counter } from '@flowmeter/engine/backtest/counts.ts';
import { canonical, hashOf, sha256Hex } from '@flowmeter/engine/definition/hash.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { withDefinition } from '@flowmeter/engine/definition/pack.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { surroundingsOf } from '@flowmeter/engine/flow/compile.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { compareBeside } from '../backtests/compare-beside.ts';
import type { BacktestPacks, BacktestReport, BacktestSubject } from '../backtests/report.ts';
import { unitsIn, type ComparePiece } from '../backtests/scan.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { wordsOfError } from '../log.ts';
import { DamagedBlock } from '../records/blocks.ts';
import { isDiskFull } from '../records/disk.ts';

export interface Backtest {
  /** What would be in force. */
  definitions: readonly Definition[];
  subject: BacktestSubject;
  /** Ids of rules; those that may answer otherwise when absent. */
  only?: readonly string[] | undefined;
  /** A person's id, or `system`. */
  by: string;
}

export interface Begun {
  report: BacktestReport;
  ended: Promise<Result<BacktestReport>>;
}

/** Flips that are kept one by one. */
const MOST_KEPT = 500_000;
/** Earlier findings whose verdicts are looked at. */
const MOST_VERDICTS = 200_000;
const PAGE = 200;
/** Nobody else can try anything meanwhile. */
const LONGEST_MS = 3_600_000;

/** How much was asked so far, of how much. */
export interface Progress {
  done: number;
  of: number;
}

interface Lock {
  id: string;
  ended: Promise<unknown>;
  stop: () => void;
  progress: Progress;
}

const running = new WeakMap<Deps, Lock>();

export async function beginBacktest(deps: Deps, backtest: Backtest): Promise<Result<Begun>> {
  if (running.has(deps)) return failed(problem('backtest_in_flight'));
  const current = deps.inForce.pack();
  const candidate = backtest.definitions.reduce(withDefinition, current);
  const affected = affectedRules(current, candidate, backtest.only);
  if (affected.length === 0) return failed(problem('backtest_without_rules'));
  const stop = new AbortController();
  const report = newReport(deps, backtest, affected);
  const packs = { current: [...current.definitions], candidate: [...candidate.definitions] };
  const ending: Promise<unknown> = Promise.resolve();
  const progress = { done: 0, of: 0 };
  const lock = { id: report.id, ended: ending, stop: () => stop.abort(), progress };
  running.set(deps, lock);
  const told = await tell(deps, backtest, report, packs).catch((error: unknown) => {
    running.delete(deps);
    if (isDiskFull(error)) return failed<unknown>(problem('read_only'));
    throw error;
  });
  if (!told.ok) {
    running.delete(deps);
    return told;
  }
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(LONGEST_MS)]);
  const units = unitsIn(current);
  const test = { ...packs, report, affected, only: backtest.only, units, signal, progress };
  const ended = runAll(deps, test).finally(() => running.delete(deps));
  lock.ended = ended;
  return ok({ report, ended });
}

/** It is there, and the audit log says so. */
async function tell(
  deps: Deps,
  { by, subject }: Backtest,
  report: BacktestReport,
  packs: BacktestPacks,
): Promise<Result<unknown>> {
  deps.backtests.begin(report, packs);
  return deps.recordAudit(deps, {
    at: report.at,
    actor: by,
    action: 'backtest.begun',
    object: report.id,
    allowed: true,
    details: { definition: subject.id, candidate: subject.hash },
  });
}

/** Before the store closes. */
export async function stopBacktest(deps: Deps): Promise<void> {
  const lock = running.get(deps);
  lock?.stop();
  await lock?.ended;
}

/** Of one that is running; undefined of others. */
export function progressOf(deps: Deps, id: string): Progress | undefined {
  const lock = running.get(deps);
  return lock?.id === id ? { ...lock.progress } : undefined;
}

/** One that was running when the server went down never ends. */
export function standingOf<R extends Pick<BacktestReport, 'id' | 'status'>>(
  deps: Deps,
  report: R,
): R {
  const isOver = report.status === 'running' && running.get(deps)?.id !== report.id;
  return isOver ? { ...report, status: 'failed' } : report;
}

function idsOf(rules: readonly Rule[]): string[] {
  return rules.map(({ id }) => id);
}

function newReport(deps: Deps, { by, subject }: Backtest, affected: Affected[]): BacktestReport {
  return {
    id: deps.ids(),
    by,
    at: instantOf(deps.clock),
    ended_at: null,
    status: 'running',
    subject,
    asked: affected.map(({ record, current, candidate }) => {
      return { record, current: idsOf(current), candidate: idsOf(candidate) };
    }),
    absent: [],
    data: null,
    counts: { checked: 0, rules: [], groups: [], units: [] },
    kept: 0,
    kept_units: {},
    seconds: 0,
  };
}

interface Running {
  report: BacktestReport;
  current: Definition[];
  candidate: Definition[];
  affected: readonly Affected[];
  only: readonly string[] | undefined;
  /** Those that there are. */
  units: ReadonlySet<string>;
  /** Stopped, or it takes too long. */
  signal: AbortSignal;
  progress: Progress;
}

async function runAll(deps: Deps, test: Running): Promise<Result<BacktestReport>> {
  const { report } = test;
  const counter = createCounter(test.units);
  for (const { current, candidate } of report.asked) counter.ask([...current, ...candidate]);
  const began = performance.now();
  const done = await compareEverything(deps, test, counter).catch((error: unknown) => {
    deps.log('error', 'a backtest failed', wordsOfError(error));
    const damaged = error instanceof DamagedBlock;
    const record = test.affected.map((one) => one.record).join(', ');
    return failed<void>(damaged ? problem('records_damaged', { record }) : problem('internal'));
  });
  report.status = done.ok && !test.signal.aborted ? 'done' : 'failed';
  report.ended_at = instantOf(deps.clock);
  report.seconds = (performance.now() - began) / 1000;
  report.counts = counter.counts();
  try {
    deps.backtests.keep(report);
  } catch (error) {
    // What is not kept is shown as failed: nothing else came of it.
    deps.log('error', 'a backtest was not kept', wordsOfError(error));
  }
  return done.ok ? ok(report) : done;
}

async function compareEverything(
  deps: Deps,
  test: Running,
  counter: Counter,
): Promise<Result<void>> {
  const { report, affected } = test;
  const verdicts = await verdictsOf(deps, affected);
  const take = (piece: ComparePiece) => {
    keep(deps, test, piece.flips);
    test.progress.done += piece.rows;
    if (piece.counts !== undefined) counter.add(piece.counts);
    report.absent = [...new Set([...report.absent, ...piece.absent])];
  };
  const kinds = dataKinds(deps, report.at);
  const rows = kinds.reduce((sum, one) => sum + one.rows, 0);
  const asked = new Set(affected.map(({ record }) => record));
  test.progress.of = kinds.reduce((sum, one) => sum + (asked.has(one.kind) ? one.rows : 0), 0);
  const { current, candidate, only } = test;
  const request = { root: deps.records.root, current, candidate, only, at: report.at, verdicts };
  await compareBeside(request, rows, take, test.signal);
  const cases = await compareCases(deps, test, counter, verdicts);
  const hashes = kinds.map(({ kind, batch, sha256 }) => `${kind} ${batch} ${sha256}`);
  const hash = sha256Hex(`flowmeter/data/v1\0${canonical([...hashes, ...cases.ids])}`);
  const shown = kinds.map(({ kind, rows: count, batch, synthetic }) => {
    return { kind, rows: count, batch, synthetic };
  });
  report.data = { hash, kinds: shown, cases: cases.ids.length, case_units: cases.units };
  return ok(undefined);
}

function keep(deps: Deps, { report, units: known }: Running, flips: ComparePiece['flips']): void {
  const kept = flips.slice(0, MOST_KEPT - report.kept);
  deps.backtests.add(report.id, kept);
  report.kept += kept.length;
  const units = (report.kept_units ??= {});
  for (const { unit } of kept) {
    const own = unit !== null && known.has(unit) ? unit : '';
    units[own] = (units[own] ?? 0) + 1;
  }
}

/** Every kind with what of it is known at this moment: any of them may be read through another. */
function dataKinds(deps: Deps, at: string) {
  return deps.inForce
    .pack()
    .definitions.filter(({ kind }) => kind === 'record')
    .flatMap(({ id }) => {
      const known = deps.records.batches(id).filter(({ known_at }) => known_at <= at);
      const [newest] = known;
      if (newest === undefined) return [];
      const rows = known.reduce((sum, { counts }) => sum + counts.added, 0);
      const sha256 = sha256Hex(known.map((batch) => batch.sha256).join(' '));
      const synthetic = known.some((batch) => batch.synthetic === true);
      return [{ kind: id, rows, batch: newest.seq, sha256, synthetic }];
    });
}

type Verdicts = [rule: string, object: string, period: string, isSo: boolean][];

const verdictOfStatus: Readonly<Record<string, boolean | undefined>> = {
  confirmed: true,
  rectified: true,
  closed: true,
  false_positive: false,
};

async function verdictsOf(deps: Deps, affected: readonly Affected[]): Promise<Verdicts> {
  const rules = new Set(
    affected.flatMap(({ current, candidate }) => [...current, ...candidate].map(({ id }) => id)),
  );
  const verdicts: Verdicts = [];
  for (const rule of rules) {
    let cursor: string | undefined;
    do {
      await setImmediate();
      const page = await deps.store.findings.list({ rule, limit: PAGE, cursor });
      for (const { status, object, period, case_id, seq } of page.rows) {
        const isSo = verdictOfStatus[status];
        const about = object ?? case_id;
        if (isSo === undefined || about === null) continue;
        verdicts.push([rule, about, period ?? String(seq), isSo]);
      }
      cursor = page.next ?? undefined;
    } while (cursor !== undefined && verdicts.length < MOST_VERDICTS);
  }
  return verdicts;
}

/** Ended cases that the rules about cases and steps speak of, one after another. */
async function compareCases(
  deps: Deps,
  test: Running,
  counter: Counter,
  verdicts: Verdicts,
): Promise<{ ids: string[]; units: Record<string, number> }> {
  const sides = caseRules(test);
  const ids: string[] = [];
  const units: Record<string, number> = {};
  if (sides === undefined) return { ids, units };
  const known = new Map(
    verdicts.map(([rule, about, seq, isSo]) => [`${rule} ${about} ${seq}`, isSo]),
  );
  const verdictOf: VerdictOf = (rule, about, seq) => known.get(`${rule} ${about} ${seq}`);
  let after: string | undefined;
  for (;;) {
    const page = await deps.store.history.ended({ flows: sides.flows, limit: PAGE, after });
    for (const { state } of page) {
      if (test.signal.aborted) return { ids, units };
      // Reading them is no waiting: others are served between.
      await setImmediate();
      const entries = await deps.store.cases.entries(state.id);
      const flow = (await deps.inForce.version(state.flow.hash))?.flow;
      const history = { entries, flow };
      keep(deps, test, compareCase(sides.was, sides.is, history, { counter, verdictOf }));
      ids.push(state.id);
      units[state.unit] = (units[state.unit] ?? 0) + 1;
    }
    after = page.at(-1)?.state.id;
    if (page.length < PAGE || after === undefined) return { ids, units };
  }
}

function caseRules({ affected, current, candidate }: Running) {
  const about = affected.filter(({ record }) => record === 'case' || record === 'step');
  if (about.length === 0) return undefined;
  const sideOf = (definitions: Definition[], side: 'current' | 'candidate') => {
    return { around: surroundingsOf({ definitions }), rules: about.flatMap((one) => one[side]) };
  };
  const [was, is] = [sideOf(current, 'current'), sideOf(candidate, 'candidate')];
  const flows = [...was.rules, ...is.rules].map((rule) => rule.flows);
  const named = flows.every((one) => one !== undefined) ? [...new Set(flows.flat())] : undefined;
  return { was, is, flows: named };
}

export function subjectOf(
  definition: Definition,
  from: Pick<BacktestSubject, 'draft' | 'change'>,
): BacktestSubject {
  const { kind, id } = definition;
  const name = 'name' in definition ? definition.name : { zh: id, en: id };
  return { kind, id, name, hash: hashOf(definition), ...from };
}
