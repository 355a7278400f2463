/** The examples of a rule set, asked of its rules in the browser. */
import { RuleExample } from '@flowmeter/engine/definition/examples.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import { answersTo } from '@flowmeter/engine/examples/ruleset.ts';
import type { Claim, Outcomes, RowOutcome } from './outcomes.ts';
import { verdictOf, verdicts } from './verdict.ts';

/** Rows asked in one go before the page may draw again. */
const AT_ONCE = 50;

/** What comes of every row; stops early, with undefined, when nobody waits for it any more. */
export async function runRows(
  set: RulesetDefinition,
  rows: readonly unknown[],
  pack: Pack,
  isWanted: () => boolean,
): Promise<Outcomes | undefined> {
  const outcomes: RowOutcome[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await pause();
    if (!isWanted()) return undefined;
    outcomes.push(await outcomeOf(set, row, pack));
  }
  return outcomes;
}

async function outcomeOf(set: RulesetDefinition, raw: unknown, pack: Pack): Promise<RowOutcome> {
  const parsed = RuleExample.safeParse(raw);
  if (!parsed.success) return { row: undefined, claims: [], holds: false };
  const row = parsed.data;
  const answers = await answersTo(set, row, pack);
  const claims = verdicts.flatMap((expected) =>
    (row.then[expected] ?? []).map((rule): Claim => {
      const answer = Object.hasOwn(answers, rule) ? answers[rule] : undefined;
      return { rule, expected, actual: answer && verdictOf(answer.truth) };
    }),
  );
  const holds = claims.every(({ expected, actual }) => expected === actual);
  return { row, claims, holds };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
