/** A page of what a backtest gained and lost, each with why by both versions; made when it is looked at. */
import { explainCase } from '@flowmeter/engine/backtest/compare-case.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { rulesOf } from '@flowmeter/engine/definition/pack.ts';
import { surroundingsOf } from '@flowmeter/engine/flow/compile.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { explainHere, inForceOn } from '@flowmeter/engine/records/ask.ts';
import type { DataSet } from '@flowmeter/engine/records/data-set.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import { recordSource } from '@flowmeter/engine/records/source.ts';
import type { Reason } from '@flowmeter/engine/rules/explain.ts';
import type { Plain } from '@flowmeter/engine/rules/operators.ts';
import { plain } from '@flowmeter/engine/rules/operands.ts';
import type { Actor } from '../app-env.ts';
import type { BacktestReport, KeptFlip } from '../backtests/report.ts';
import { recordsIn } from '../backtests/scan.ts';
import type { Deps } from '../deps.ts';
import { openDataSet } from '../records/record-store.ts';
import { sightOf } from '../sight.ts';
import { findBacktest } from './try-candidate.ts';

export interface FlipsPage {
  rows: ExplainedFlip[];
  next: number | null;
}

export interface ExplainedFlip extends KeptFlip {
  /** Undefined where that version has no such rule, or none in force for the record. */
  was: Reason | undefined;
  is: Reason | undefined;
}

export interface FlipsRequest {
  id: string;
  rule?: string | undefined;
  side?: string | undefined;
  cursor: number;
  limit: number;
}

/** Those of other units are left out; those of no unit are for who sees all. */
export async function explainFlips(
  deps: Deps,
  actor: Actor,
  { id, ...asked }: FlipsRequest,
): Promise<Result<FlipsPage>> {
  const found = findBacktest(deps, actor, id);
  if (!found.ok) return found;
  const packs = deps.backtests.packs(id);
  const sight = sightOf(deps.inForce, actor);
  const isSeen = ({ unit }: KeptFlip) => sight(unit);
  const { rows, next } = deps.backtests.flips(id, { ...asked, isSeen });
  const current: Pack = { definitions: packs?.current ?? [] };
  const candidate = withPersonal({ definitions: packs?.candidate ?? [] }, current);
  using data = openDataSet(deps.records, recordsIn(current, candidate), found.value.at);
  const explained: ExplainedFlip[] = [];
  for (const flip of rows) {
    const why = (pack: Pack) => reasonOf(deps, { pack, data, report: found.value }, flip);
    explained.push({ ...flip, was: await why(current), is: await why(candidate) });
  }
  return ok({ rows: explained, next });
}

/** What is personal in force stays so, whatever a candidate that nobody has approved says of it. */
function withPersonal({ definitions }: Pack, current: Pack): Pack {
  const known = recordTermsOf(current).kinds;
  function marked<T extends object>(facts: Record<string, T>, kind: string): Record<string, T> {
    const now = known.get(kind)?.facts ?? {};
    return Object.fromEntries(
      Object.entries(facts).map(([id, fact]) => {
        const isPersonal = Object.hasOwn(now, id) && now[id]?.personal === true;
        return [id, isPersonal ? { ...fact, personal: true } : fact];
      }),
    );
  }
  return {
    definitions: definitions.map((one) => {
      if (one.kind === 'record') return { ...one, fields: marked(one.fields, one.id) };
      return one.kind === 'derived' ? { ...one, facts: marked(one.facts, one.record) } : one;
    }),
  };
}

interface Side {
  pack: Pack;
  data: DataSet;
  report: BacktestReport;
}

function reasonOf(deps: Deps, side: Side, flip: KeptFlip): Promise<Reason | undefined> {
  return flip.kind === 'case'
    ? reasonOfCase(deps, side, flip)
    : Promise.resolve(reasonOfRecord(side, flip));
}

function reasonOfRecord({ pack, data, report }: Side, flip: KeptFlip): Reason | undefined {
  const terms = recordTermsOf(pack);
  const source = recordSource({ terms, data, at: report.at }, flip.kind);
  const rule = rulesOf(pack).get(flip.rule);
  if (source === undefined || rule === undefined) return undefined;
  const { key, fields } = source.kind.definition;
  const values = key.map((field, place) => keyValue(fields[field]?.type, flip.key[place] ?? ''));
  const row = source.records.lookup(key, values)[0];
  if (row === undefined) return undefined;
  source.stand(row);
  const [dated] = inForceOn([rule], source.day()).rules;
  return dated && explainHere(source, dated, { zone: terms.setting.zone });
}

/** A key as it is compared: it was kept as text. */
function keyValue(
  type: Parameters<typeof plain>[0] | undefined,
  text: string,
): Exclude<Plain, null> {
  if (type === 'number' || type === 'integer') return Number(text);
  if (type === 'boolean') return text === 'true';
  return (type && plain(type, text)) ?? text;
}

async function reasonOfCase(
  deps: Deps,
  { pack }: Side,
  flip: KeptFlip,
): Promise<Reason | undefined> {
  const [id = ''] = flip.key;
  const state = await deps.store.cases.state(id);
  const rule = rulesOf(pack).get(flip.rule);
  if (state === undefined || rule === undefined) return undefined;
  const flow = (await deps.inForce.version(state.flow.hash))?.flow;
  const entries = await deps.store.cases.entries(id);
  const around = surroundingsOf(pack);
  const zone = [...around.calendars.values()][0]?.zone;
  return explainCase({ around, rules: [rule] }, { entries, flow }, Number(flip.period), { zone });
}
