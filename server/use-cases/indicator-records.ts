/** The records behind a figure, a page at a time, judged exactly as the figure was. */
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { CaseState, Instant } from '@flowmeter/engine/case/state.ts';
import {
  createTally,
  type CountedRecord,
  type IndicatorRecord,
  type Measured,
} from '@flowmeter/engine/indicators/measure.ts';
import { parsePeriod, type Period } from '@flowmeter/engine/indicators/period.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { definitionsAt, definitionsNow } from '../definitions-then.ts';
import type { Deps } from '../deps.ts';
import { contextsOf, isAbout, scopeOf } from './figures.ts';
import { lastInstantOf } from './score.ts';
import { type ImportedPlace, measuredImported } from './measured-imports.ts';
import {
  flowsOf,
  isOfCases,
  measuredCases,
  measuredFindings,
  type RecordScope,
} from './measured-records.ts';

export interface RecordsAsked {
  indicator: string;
  period?: string | undefined;
  /** A unit with those below it; what the person asking sees when absent. */
  unit?: string | undefined;
  log?: string | undefined;
  /** Only records that are, or are not, in the figure; absent: all, the unknown as well. */
  counted?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
}

export interface RecordRow extends CountedRecord {
  title: string;
  step: string | null;
  handler: string | null;
  flow: FlowDefinition | undefined;
  /** Which imported record it is. */
  imported?: ImportedPlace | undefined;
}

export interface RecordsPage extends Measured {
  rows: RecordRow[];
  next: string | null;
}

export async function recordsBehind(
  deps: Deps,
  actor: Actor,
  asked: RecordsAsked,
): Promise<Result<RecordsPage>> {
  const period = asked.period === undefined ? undefined : parsePeriod(asked.period);
  if (period !== undefined && !period.ok) return period;
  const periods = period === undefined ? [] : [period.value];
  const then =
    period === undefined
      ? ok(definitionsNow(deps))
      : await definitionsAt(deps, lastInstantOf(deps, period.value));
  if (!then.ok) return then;
  const found = then.value.active('indicator', asked.indicator)?.definition;
  if (found?.kind !== 'indicator') return failed(problem('definition_not_found'));
  const below = asked.unit === undefined ? actor.sees : then.value.unitsBelow(asked.unit);
  const units = [...below].filter((unit) => actor.sees.has(unit));
  return ok(await page(deps, found, { ...asked, units, pack: then.value.pack }, periods));
}

type Scoped = RecordsAsked & { units: string[]; pack: Pack };

async function page(
  deps: Deps,
  indicator: IndicatorDefinition,
  { units, pack, log, counted, cursor = '', limit }: Scoped,
  periods: Period[],
): Promise<RecordsPage> {
  const [context] = contextsOf(deps, indicator, periods, pack);
  if (context === undefined) throw new Error('a measure without a context');
  const tally = createTally(indicator, context);
  const scope = scopeOf(deps, [indicator], { units, log, pack }, periods);
  const rows: RecordRow[] = [];
  let last = '';
  let more = false;
  for await (const { record, place, ...about } of recordsIn(deps, indicator, scope)) {
    const row = tally.add(record);
    if (row === undefined || place <= cursor || !wanted(row, counted)) continue;
    if (rows.length === limit) more = true;
    if (more) continue;
    rows.push({ ...row, at: row.at ?? about.since, ...shown(about, row.ref.seq) });
    last = place;
  }
  return { ...tally.result(), rows, next: more ? last : null };
}

function wanted(row: CountedRecord, counted: boolean | undefined): boolean {
  return counted === undefined || (row.counted === counted && !row.unknown);
}

export interface Placed {
  record: IndicatorRecord;
  /** Of the flow, or imported log, that it is about. */
  flowId: string;
  /** Places grow as text in the order of the records. */
  place: string;
  title: string;
  flow: FlowDefinition | undefined;
  state: CaseState | undefined;
  handler?: string | null;
  /** Of an imported record: which it is, to be asked before the next one. */
  imported?: () => ImportedPlace;
  /** When the case began or the finding was made: shown for what belongs to no period yet. */
  since: Instant;
}

export async function* recordsIn(
  deps: Deps,
  indicator: IndicatorDefinition,
  scope: RecordScope,
): AsyncGenerator<Placed> {
  const { record } = indicator.over;
  if (record === 'finding') {
    const findings = measuredFindings(deps, { ...scope, flows: flowsOf([indicator]) });
    for await (const one of findings) {
      const { case_title: title, handler } = one.row;
      const { flow_id: flowId, found_at: since } = one.row;
      yield { ...one, flowId, title, handler, state: undefined, since };
    }
    return;
  }
  if (!isOfCases(record)) {
    for await (const { about: imported, ...one } of measuredImported(deps, record, scope)) {
      const about = { flowId: '', title: '', flow: undefined, state: undefined, since: '' };
      yield { ...one, ...about, imported };
    }
    return;
  }
  for await (const { state, title, flow, place, records } of measuredCases(deps, scope)) {
    if (!isAbout(indicator, state.flow.id)) continue;
    for (const one of records[record]()) {
      const seq = String(one.ref.seq ?? 0).padStart(6, '0');
      const about = { flowId: state.flow.id, title, flow, state, since: state.openedAt };
      yield { record: one, place: `${place}~${seq}`, ...about };
    }
  }
}

/** What a row says of its record besides what it adds to the figure. */
export function shown(
  { title, flow, state, handler, imported }: Omit<Placed, 'record' | 'place' | 'since' | 'flowId'>,
  seq: number | undefined,
): Pick<RecordRow, 'title' | 'flow' | 'step' | 'handler' | 'imported'> {
  const visit = seq === undefined ? undefined : state?.visits[seq - 1];
  return {
    title,
    flow,
    step: visit?.step ?? null,
    handler: handler ?? visit?.handler ?? visit?.holder ?? null,
    ...(imported === undefined ? {} : { imported: imported() }),
  };
}
