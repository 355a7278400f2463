/** Backtests that people ask for: of their own draft, or of a change that was proposed. */
import { checkChange, parseContent } from '@flowmeter/engine/changes/check-change.ts';
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Actor } from '../app-env.ts';
import type { BacktestReport, BacktestRow } from '../backtests/report.ts';
import type { Deps } from '../deps.ts';
import type { ChangeItemRow } from '../store/change-schema.ts';
import { findChange } from './find-change.ts';
import { findDraft } from './find-draft.ts';
import { beginBacktest, standingOf, subjectOf } from './run-backtest.ts';

export interface CandidateAsked {
  draft?: string | undefined;
  change?: string | undefined;
  rules?: readonly string[] | undefined;
}

/** What is under way; it is read again until it has ended. */
export async function tryCandidate(
  deps: Deps,
  actor: Actor,
  { draft, change, rules }: CandidateAsked,
): Promise<Result<BacktestReport>> {
  const found =
    draft === undefined
      ? await contentOfChange(deps, change ?? '')
      : await contentOfDraft(deps, actor, draft);
  if (!found.ok) return found;
  const definition = found.value;
  const errors = checkChange([definition], deps.inForce.pack()).filter(isError);
  if (errors.length > 0) return { ok: false, problems: errors };
  const subject = subjectOf(definition, draft === undefined ? { change } : { draft });
  const begun = await beginBacktest(deps, {
    definitions: [definition],
    subject,
    only: rules,
    by: actor.id,
  });
  return begun.ok ? ok(begun.value.report) : begun;
}

function isError({ level }: Problem): boolean {
  return level === 'error';
}

async function contentOfDraft(deps: Deps, actor: Actor, id: string): Promise<Result<Definition>> {
  const found = await findDraft(deps, actor, id);
  if (!found.ok) return found;
  const { kind, definition_id, content } = found.value;
  return parseContent(JSON.parse(content), { kind, id: definition_id });
}

async function contentOfChange(deps: Deps, id: string): Promise<Result<Definition>> {
  const found = await findChange(deps, id);
  if (!found.ok) return found;
  const [{ kind, definition_id, content }] = found.value.items as [ChangeItemRow];
  return parseContent(JSON.parse(content), { kind, id: definition_id });
}

/** A draft is its owner's alone, and so is what was tried with it; what was proposed is no secret. */
export function findBacktest(deps: Deps, actor: Actor, id: string): Result<BacktestReport> {
  const report = deps.backtests.report(id);
  if (report === undefined || !isShown(report, actor)) return failed(problem('backtest_not_found'));
  return ok(standingOf(deps, report));
}

export function listBacktests(deps: Deps, actor: Actor, candidate?: string): BacktestRow[] {
  return deps.backtests
    .list()
    .filter((one) => isShown(one, actor))
    .filter(({ subject }) => candidate === undefined || subject.hash === candidate)
    .map((one) => standingOf(deps, one));
}

function isShown({ by, subject }: Pick<BacktestRow, 'by' | 'subject'>, actor: Actor): boolean {
  return by === actor.id || subject.draft === undefined;
}
