/** The backtest of a change, as a part of its evidence. */
import type { BacktestSummary } from '@flowmeter/engine/evidence/backtest.ts';
import { done, none, type Part } from '@flowmeter/engine/evidence/bundle.ts';
import type { Changed } from '@flowmeter/engine/evidence/items.ts';
import { reasons } from '@flowmeter/engine/evidence/quick.ts';
import { partTitles } from '@flowmeter/engine/evidence/words.ts';
import { rulesOf } from '@flowmeter/engine/definition/pack.ts';
import { problem, type Problem } from '@flowmeter/engine/problem.ts';
import type { BacktestReport } from '../backtests/report.ts';
import type { Deps } from '../deps.ts';
import { beginBacktest, subjectOf } from './run-backtest.ts';

/** `begun` hears of its id. `waits`: another backtest is under way. */
export async function backtestChange(
  deps: Deps,
  { id, contentHash, changed }: { id: string; contentHash: string; changed: Changed },
  begun: (backtest: string) => void,
): Promise<Part<BacktestSummary> | 'waits'> {
  const definitions = changed.items.map(({ content }) => content);
  const [first] = definitions;
  if (first === undefined) return none(reasons.noRulesTouched);
  const subject = { ...subjectOf(first, { change: id }), hash: contentHash };
  const began = await beginBacktest(deps, { definitions, subject, by: 'system' });
  if (!began.ok) {
    const [found] = began.problems;
    if (found?.code === 'backtest_in_flight') return 'waits';
    if (found?.code === 'backtest_without_rules') return none(reasons.noRulesTouched);
    return failedBy(found);
  }
  begun(began.value.report.id);
  const ended = await began.value.ended;
  if (!ended.ok) return failedBy(ended.problems[0]);
  if (ended.value.status !== 'done') return failedBy(undefined);
  return done(summaryOf(ended.value, changed));
}

function failedBy(found: Problem | undefined): Part<never> {
  const stopped = problem('evidence_stopped', { part: partTitles.backtest });
  return { state: 'failed', problem: found ?? stopped };
}

function summaryOf(report: BacktestReport, { before, after }: Changed): BacktestSummary {
  const { id, at, counts, data, absent } = report;
  const names = new Map([...rulesOf(before), ...rulesOf(after)]);
  return {
    id,
    at,
    checked: counts.checked,
    cases: data?.cases ?? 0,
    data: data?.hash ?? '',
    kinds: data?.kinds ?? [],
    absent,
    rules: counts.rules.map((one) => ({
      ...one,
      name: names.get(one.rule)?.name ?? { zh: one.rule, en: one.rule },
    })),
    groups: counts.groups,
    units: counts.units,
    case_units: data?.case_units,
  };
}
