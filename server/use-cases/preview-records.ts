/** The records behind a previewed figure, each as the draft judges it and as the version does that counted then. */
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { withDefinition } from '@flowmeter/engine/definition/pack.ts';
import { parseDefinition } from '@flowmeter/engine/definition/parse.ts';
import {
  type CountedRecord,
  createTally,
  type Measured,
  type MeasureContext,
  type Tally,
} from '@flowmeter/engine/indicators/measure.ts';
import { parsePeriod } from '@flowmeter/engine/indicators/period.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { definitionsAt } from '../definitions-then.ts';
import type { Deps } from '../deps.ts';
import { contextsOf, isAbout, scopeOf } from './figures.ts';
import { type Placed, type RecordRow, recordsIn, shown } from './indicator-records.ts';
import { flowsOf } from './measured-records.ts';
import { lastInstantOf } from './score.ts';
import { drafted, indicatorThen, unitsSeen } from './preview-figures.ts';

export const recordsShown = ['all', 'counted', 'not', 'unknown', 'changed'] as const;
export type RecordsShown = (typeof recordsShown)[number];

export interface PreviewRecordsAsked {
  content: Record<string, unknown>;
  period: string;
  unit?: string | undefined;
  /** `changed`: those that the draft and the version in force judge differently. */
  show: RecordsShown;
  cursor?: string | undefined;
  limit: number;
}

export type Judged = Pick<CountedRecord, 'value' | 'counted' | 'unknown'>;

export interface PreviewRow extends Omit<RecordRow, keyof Judged> {
  /** Null: it is not about this record. */
  is: Judged | null;
  was: Judged | null;
}

export interface PreviewRecords {
  is: Measured;
  /** Null where no version is in force that counts records of the same kind. */
  was: Measured | null;
  /** How many the two judge differently. */
  changed: number;
  rows: PreviewRow[];
  next: string | null;
}

export async function previewRecords(
  deps: Deps,
  actor: Actor,
  asked: PreviewRecordsAsked,
): Promise<Result<PreviewRecords>> {
  const parsed = parseDefinition(asked.content);
  if (!parsed.ok) return parsed;
  if (parsed.value.kind !== 'indicator') return failed(problem('preview_of_kind'));
  const draft = drafted(deps, actor, parsed.value);
  if (!draft.ok) return draft;
  const period = parsePeriod(asked.period);
  if (!period.ok) return period;
  const then = await definitionsAt(deps, lastInstantOf(deps, period.value));
  if (!then.ok) return then;
  const pack = withDefinition(then.value.pack, draft.value);
  const [context] = contextsOf(deps, draft.value, [period.value], pack);
  if (context === undefined) throw new Error('a measure without a context');
  const active = indicatorThen(then.value, draft.value.id);
  const base = active?.over.record === draft.value.over.record ? active : undefined;
  const both = [draft.value, ...(base === undefined ? [] : [base])];
  const scope = scopeOf(deps, both, { units: unitsSeen(then.value, actor, asked), pack }, [
    period.value,
  ]);
  const records = recordsIn(deps, eitherOf(draft.value, both), scope);
  const [is, was] = [judgeOf(draft.value, context), base && judgeOf(base, context)];
  return ok(await page(records, is, was, asked));
}

/** What either of them is about. */
function eitherOf(
  draft: IndicatorDefinition,
  both: readonly IndicatorDefinition[],
): IndicatorDefinition {
  const { flows: _, ...over } = draft.over;
  const flows = flowsOf(both);
  return { ...draft, over: flows === undefined ? over : { ...over, flows } };
}

interface Judge {
  tally: Tally;
  judge: (placed: Placed) => CountedRecord | undefined;
}

function judgeOf(indicator: IndicatorDefinition, context: MeasureContext): Judge {
  const tally = createTally(indicator, context);
  return {
    tally,
    judge: ({ flowId, record }) => (isAbout(indicator, flowId) ? tally.add(record) : undefined),
  };
}

async function page(
  records: AsyncIterable<Placed>,
  is: Judge,
  was: Judge | undefined,
  { show, cursor = '', limit }: PreviewRecordsAsked,
): Promise<PreviewRecords> {
  const rows: PreviewRow[] = [];
  let [next, changed]: [string | null, number] = [null, 0];
  let last = '';
  for await (const placed of records) {
    const [now, before] = [is.judge(placed), was?.judge(placed)];
    const differs = was !== undefined && isOther(now, before);
    changed += Number(differs);
    if (placed.place <= cursor || next !== null || !wanted(show, now, differs)) continue;
    if (rows.length === limit) {
      next = last;
      continue;
    }
    rows.push(...rowOf(placed, now, before));
    last = placed.place;
  }
  return { is: is.tally.result(), was: was?.tally.result() ?? null, changed, rows, next };
}

function rowOf(
  placed: Placed,
  now: CountedRecord | undefined,
  before: CountedRecord | undefined,
): PreviewRow[] {
  const row = now ?? before;
  if (row === undefined) return [];
  const { ref, at } = row;
  const said = { ref, at: at ?? placed.since, ...shown(placed, ref.seq) };
  return [{ ...said, is: judgement(now), was: judgement(before) }];
}

function wanted(show: RecordsShown, now: CountedRecord | undefined, differs: boolean): boolean {
  if (show === 'changed') return differs;
  if (now === undefined) return false;
  if (show === 'all') return true;
  if (show === 'unknown') return now.unknown;
  return !now.unknown && now.counted === (show === 'counted');
}

function isOther(one: CountedRecord | undefined, other: CountedRecord | undefined): boolean {
  return (
    one?.value !== other?.value ||
    one?.counted !== other?.counted ||
    one?.unknown !== other?.unknown
  );
}

function judgement(row: CountedRecord | undefined): Judged | null {
  if (row === undefined) return null;
  const { value, counted, unknown } = row;
  return { value, counted, unknown };
}
