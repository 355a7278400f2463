/** The records that indicators measure: cases run here and imported ones, their visits, findings. */
import { setImmediate } from 'node:timers/promises';
import type { FindingRecord } from '@flowmeter/engine/case/fact-rows.ts';
import { noCase } from '@flowmeter/engine/case/no-case.ts';
import { caseSource, type RecordContext } from '@flowmeter/engine/case/records.ts';
import type { CaseState, Instant, Visit } from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { surroundingsOf, type CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import type { IndicatorRecord } from '@flowmeter/engine/indicators/measure.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { FindingListRow } from '../store/findings.ts';

export interface RecordScope {
  /** Cases of these units; absent: of all. */
  units?: readonly string[] | undefined;
  /** Cases of these flows or imported logs; absent: of all. */
  flows?: readonly string[] | undefined;
  /** Cases of this imported log only. */
  log?: string | undefined;
  /** The definitions that say what facts of imported records are; those in force when absent. */
  pack?: Pack | undefined;
  /** Cases opened before, and not ended before, these instants. */
  openedBefore?: Instant | undefined;
  endedFrom?: Instant | undefined;
}

/** A case with its records, each made once however many indicators ask. */
export interface MeasuredCase {
  state: CaseState;
  title: string;
  /** Undefined for imported cases. */
  flow: FlowDefinition | undefined;
  /** Where the case stands in the order of measuring; cursors compare it as text. */
  place: string;
  records: Readonly<Record<'case' | 'step', () => readonly IndicatorRecord[]>>;
}

export interface MeasuredFinding {
  row: FindingListRow;
  record: IndicatorRecord;
  flow: FlowDefinition | undefined;
  place: string;
}

const PAGE = 500;

/** Is it a case, or a visit of one? */
export function isOfCases(record: string): record is 'case' | 'step' {
  return record === 'case' || record === 'step';
}

/** Ended cases, then open ones, each in the order of their ids. */
export async function* measuredCases(deps: Deps, scope: RecordScope): AsyncGenerator<MeasuredCase> {
  const around = contextOf(deps);
  let after: string | undefined;
  for (;;) {
    const page = await deps.store.history.ended({ ...scope, after, limit: PAGE });
    for (const { state, title, imported } of page) {
      const version = imported ? undefined : await deps.inForce.ofCase(state);
      yield measured(state, title, version, around);
    }
    after = page.at(-1)?.state.id;
    if (page.length < PAGE) break;
    await setImmediate();
  }
  if (scope.log !== undefined) return;
  for (const { id, title } of await openCases(deps, scope)) {
    const state = await deps.store.cases.state(id);
    if (state?.status !== 'open') continue;
    yield measured(state, title, await deps.inForce.ofCase(state), around);
  }
}

/** Findings about cases in scope, oldest first. */
export async function* measuredFindings(
  deps: Deps,
  { units, flows, log }: RecordScope,
): AsyncGenerator<MeasuredFinding> {
  const around = contextOf(deps);
  const about = log === undefined ? flows : [log];
  let cursor: string | undefined;
  do {
    const filter = { units, flows: about, cursor, oldest: true, limit: PAGE };
    const page = await deps.store.findings.list(filter);
    for (const row of page.rows) {
      const found = await findingRecord(deps, row, around);
      if (found !== undefined) yield found;
    }
    cursor = page.next ?? undefined;
    await setImmediate();
  } while (cursor !== undefined);
}

type Around = Pick<RecordContext, 'at' | 'calendars' | 'org' | 'tables'>;

/** What findings are asked with. */
export function contextOf({ clock, inForce }: Deps): Around {
  const { calendars, org, tables } = surroundingsOf(inForce.pack());
  return { at: instantOf(clock), calendars, tables, ...(org === undefined ? {} : { org }) };
}

async function openCases(deps: Deps, { units, flows, openedBefore }: RecordScope) {
  const found: { id: string; title: string }[] = [];
  let cursor: string | undefined;
  do {
    const page = await deps.store.cases.list({
      status: 'open',
      limit: PAGE,
      cursor,
      ...(units === undefined ? {} : { units: [...units] }),
    });
    found.push(
      ...page.rows
        .filter((row) => flows === undefined || flows.includes(row.flow_id))
        .filter((row) => openedBefore === undefined || row.opened_at < openedBefore),
    );
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function measured(
  state: CaseState,
  title: string,
  version: CompiledFlow | undefined,
  around: Around,
): MeasuredCase {
  const flow = version?.flow;
  const kept = version && { flow: version.flow, tables: version.tables };
  const context = { ...around, ...kept };
  const perCase = once(() => [{ ref: { caseId: state.id }, source: caseSource(state, context) }]);
  const perStep = once(() =>
    state.visits
      .filter((visit) => isWork(visit, flow))
      .map(({ seq }) => ({
        ref: { caseId: state.id, seq },
        source: caseSource(state, { ...context, seq }),
      })),
  );
  const place = `${state.status === 'ended' ? 'a' : 'b'}~${state.id}`;
  return { state, title, flow, place, records: { case: perCase, step: perStep } };
}

/** Work of a person; in imported logs, every activity. */
function isWork(visit: Visit, flow: FlowDefinition | undefined): boolean {
  return flow === undefined || visit.post !== undefined;
}

/**
 * The facts of the case that handles a finding are the finding's as well. Of a case that it is about
 * nothing is known where it is about a record.
 */
export async function findingRecord(
  deps: Deps,
  row: FindingListRow,
  around: Around,
): Promise<MeasuredFinding | undefined> {
  const { cases } = deps.store;
  const { case_id, rectification_id } = row;
  const state = case_id === null ? ofNoCase(row) : await cases.state(case_id);
  if (state === undefined) return undefined;
  const handling = rectification_id === null ? undefined : await cases.state(rectification_id);
  const flow = (await deps.inForce.version(state.flow.hash))?.flow;
  const context: RecordContext = {
    ...around,
    finding: recordOf(row),
    ...(row.seq === 0 ? {} : { seq: row.seq }),
    ...(flow === undefined ? {} : { flow }),
    ...(handling === undefined ? {} : { data: handling.data }),
  };
  const ref = {
    caseId: case_id ?? rectification_id ?? '',
    finding: row.id,
    ...(row.seq === 0 ? {} : { seq: row.seq }),
  };
  return { row, flow, record: { ref, source: caseSource(state, context) }, place: `c~${row.id}` };
}

/** Rules and figures have the date on which it was found. */
function ofNoCase({ unit, found_at: openedAt }: FindingListRow): CaseState {
  return { ...noCase.state, unit, openedAt };
}

function recordOf(row: FindingListRow): FindingRecord {
  return {
    id: row.id,
    rule: row.rule,
    stage: row.stage as FindingRecord['stage'],
    severity: row.severity as FindingRecord['severity'],
    status: row.status as FindingRecord['status'],
    foundAt: row.found_at,
    ...(row.handler === null ? {} : { handler: row.handler }),
    ...(row.verified_at === null ? {} : { verifiedAt: row.verified_at }),
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
  };
}

/** The flows that a set of indicators is about; undefined when one of them is about all. */
export function flowsOf(indicators: readonly IndicatorDefinition[]): string[] | undefined {
  const named = indicators.map(({ over }) => over.flows);
  return named.includes(undefined) ? undefined : [...new Set(named.flatMap((ids) => ids ?? []))];
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
