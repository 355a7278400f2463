/**
 * Imports an event log (XES, plain or gzip): every trace becomes a case that has ended, so that its page,
 * indicators and audit rules work as for cases run here. The whole file is read before anything is
 * written, and everything is written in one transaction: a log is there with all its cases, or not. Case
 * by case: what was read waits in a file beside the store, and not in memory.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Id } from '@flowmeter/engine/definition/header.ts';
import {
  type ActivitySummary,
  createActivityLog,
  wholeSeconds,
} from '@flowmeter/engine/history/activity-log.ts';
import { surroundingsOf } from '@flowmeter/engine/flow/compile.ts';
import { auditLogCase } from '@flowmeter/engine/flow/audit.ts';
import { createXesReader, type XesItem } from '@flowmeter/engine/history/xes.ts';
import type { XesTrace } from '@flowmeter/engine/history/xes-trace.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { waitingIn, type Waiting } from '../line-files.ts';
import { LogFileError, readLogText } from '../log-files.ts';
import { fileProblem, xesProblem } from '../log-problem.ts';
import { isDiskFull } from '../records/disk.ts';
import { importedRows, type ImportedRows, type LogSummary } from '../store/history.ts';
import type { FindingWrite } from '../store/case-writes.ts';
import type { LogRow } from '../store/schema.ts';
import { caseOfTrace } from './imported-case.ts';
import { raiseFindings } from './raise-findings.ts';

export interface LogSource {
  /** Path of the file. */
  file: string;
  /** What the log is called here; rules and indicators name it among their flows. */
  id: string;
  /** Minutes east of UTC for times that name no offset. */
  offsetMinutes?: number;
}

/** The log that was imported. A log of that name that is there already is not imported again. */
export async function importLog(deps: Deps, source: LogSource): Promise<Result<LogRow>> {
  const { id } = source;
  const wrong = await wrongId(deps, id);
  if (wrong !== undefined) return wrong;
  try {
    const sha256 = await sha256Of(source.file);
    using cases = waitingIn<ImportedRows>(deps.records.uploads, deps.ids());
    const read = await readCases(deps, source, sha256, cases);
    if (!read.ok) return read;
    const { findings, summary } = read.value;
    const log: LogRow = {
      id,
      file: basename(source.file),
      sha256,
      imported_at: instantOf(deps.clock),
      cases: cases.count,
      events: summary.events,
      summary: JSON.stringify(summaryOf(summary)),
    };
    const { events, imported_at: at } = log;
    const audit = {
      at,
      actor: 'system',
      role: '',
      action: 'log.imported',
      object: id,
      allowed: true,
      details: { file: log.file, sha256, cases: log.cases, events },
    };
    const kept = await deps.store.history.keepLog({ log, cases, findings, audit });
    return kept.ok ? ok(log) : kept;
  } catch (error) {
    if (error instanceof LogFileError) return failed(fileProblem(error));
    if (isDiskFull(error)) return failed(problem('read_only'));
    throw error;
  }
}

interface ReadLog {
  findings: FindingWrite[];
  summary: ActivitySummary;
}

async function wrongId(deps: Deps, id: string): Promise<Result<never> | undefined> {
  const shape = Id.safeParse(id);
  if (!shape.success) {
    return failed(problem('schema', { reason: shape.error.issues[0]?.message ?? '' }));
  }
  if (deps.inForce.active('flow', id) !== undefined) return failed(problem('duplicate_id', { id }));
  const there = await deps.store.history.log(id);
  return there === undefined ? undefined : failed(problem('log_exists', { id }));
}

async function readCases(
  deps: Deps,
  { file, id, offsetMinutes }: LogSource,
  hash: string,
  cases: Waiting<ImportedRows>,
): Promise<Result<ReadLog>> {
  const unit = deps.inForce.organisation()?.units.find((one) => one.parent === undefined)?.id ?? '';
  const around = surroundingsOf(deps.inForce.pack());
  const at = instantOf(deps.clock);
  const log = createActivityLog();
  const findings: FindingWrite[] = [];
  const reader = createXesReader(offsetMinutes === undefined ? {} : { offsetMinutes });

  async function take(trace: XesTrace): Promise<void> {
    const made = caseOfTrace(trace, { id: deps.ids(), log: id, hash, unit });
    if (made === undefined) return;
    log.add(trace);
    const { state, entries, title } = made;
    const hits = await auditLogCase(around, state, at);
    findings.push(...(await raiseFindings(deps, { flow: around, state, hits, at })));
    cases.add(importedRows(state, entries, { log: id, title }));
  }

  for await (const item of itemsOf(file, reader)) {
    if (item.kind !== 'trace') return failed(xesProblem(item.problem));
    await take(item.trace);
  }
  return ok({ findings, summary: log.summary() });
}

async function* itemsOf(
  file: string,
  reader: ReturnType<typeof createXesReader>,
): AsyncGenerator<XesItem> {
  for await (const piece of readLogText(file)) yield* reader.write(piece);
  yield* reader.close();
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch {
    // Reading the text says what is wrong with the file, in words.
    return '';
  }
  return hash.digest('hex');
}

function summaryOf(summary: ActivitySummary): LogSummary {
  const wait = summary.topWaits[0];
  return {
    activities: summary.activities.length,
    variants: summary.variants,
    top_variants: summary.topVariants.map(({ count }) => count),
    median_seconds: wholeSeconds(summary.medianSeconds ?? 0),
    mean_seconds: wholeSeconds(summary.meanSeconds ?? 0),
    largest_wait: wait === undefined ? null : { from: wait.from, to: wait.to, count: wait.count },
  };
}
