/**
 * Closing a period of a scorecard: somebody puts down what it came to, an auditor who is not scored by it
 * agrees. From then on that is what it came to. A correction is closed in the same way, beside it.
 */
import { dependenceOf, scoredBy } from '@flowmeter/engine/changes/independence.ts';
import {
  closingPayload,
  hashOfClosing,
  isSameOutcome,
  type Closing,
} from '@flowmeter/engine/indicators/closing.ts';
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { ClosingRow } from '../store/closing-schema.ts';
import { tiesOf } from './change-facts.ts';
import { closingOf, standing } from './closings.ts';
import { auditOf } from './record-audit.ts';
import { lastInstantOf, scorePeriod, type Scored } from './score.ts';

export async function proposeClosing(
  deps: Deps,
  actor: Actor,
  { scorecard, period, reason }: Pick<ClosingRow, 'scorecard' | 'period' | 'reason'>,
): Promise<Result<ClosingRow>> {
  const scored = await scorePeriod(deps, actor, scorecard, period);
  if (!scored.ok) return scored;
  const at = instantOf(deps.clock);
  if (lastInstantOf(deps, scored.value.period) >= at) {
    return failed(problem('period_not_over', { period: scored.value.period.id }));
  }
  // What is lost is corrected like any other: by another one beside it.
  const { closed: before, last } = await standing(deps, scorecard, scored.value.period.id);
  const closing = closingOf(scored.value, last);
  if (before !== undefined && isSameOutcome(closing, contentOf(before))) {
    return failed(problem('closing_same'));
  }
  const row: ClosingRow = {
    id: deps.ids(),
    scorecard,
    period: closing.period,
    content: JSON.stringify(closing),
    hash: hashOfClosing(closing),
    reason,
    by: actor.id,
    at,
    state: 'proposed',
    decided_by: null,
    decided_at: null,
    comment: null,
    signature: null,
  };
  return deps.store.closings.propose(row, told(deps, actor, 'period.closing_proposed', row));
}

export interface ClosingVerdict {
  id: string;
  state: 'closed' | 'refused';
  /** Of the closing that the person has seen. */
  hash: string;
  comment: string;
}

export async function decideClosing(
  deps: Deps,
  actor: Actor,
  verdict: ClosingVerdict,
): Promise<Result<ClosingRow>> {
  const row = await deps.store.closings.get(verdict.id);
  const scored = row && (await scorePeriod(deps, actor, row.scorecard, row.period));
  if (row === undefined || scored === undefined || !scored.ok) {
    return failed(problem('closing_not_found'));
  }
  const { last } = await standing(deps, row.scorecard, row.period);
  const refused = obstacleOf(deps, actor, { row, scored: scored.value, verdict, last });
  if (refused !== undefined) return denied(deps, actor, row, refused);
  const { state, comment } = verdict;
  const decided = { decided_by: actor.id, decided_at: instantOf(deps.clock), comment };
  const signature =
    state === 'closed'
      ? JSON.stringify(deps.keys.sign('closing', closingPayload({ ...row, ...decided })))
      : null;
  const done: ClosingRow = { ...row, ...decided, state, signature };
  const { id } = row;
  const stored = await deps.store.closings.decide(
    { id, ...decided, state, signature },
    told(deps, actor, ACTIONS[state], done),
  );
  return stored.ok ? ok(done) : stored;
}

const ACTIONS = { closed: 'period.closed', refused: 'period.closing_refused' } as const;

interface Judged {
  row: ClosingRow;
  scored: Scored;
  verdict: ClosingVerdict;
  /** What the audit log says was closed before. */
  last: string | null;
}

/** Why this person does not decide so; undefined when they may. */
function obstacleOf(deps: Deps, actor: Actor, { row, scored, verdict, last }: Judged) {
  if (row.state !== 'proposed') return problem('closing_decided');
  const org = deps.inForce.organisation();
  const gaining = new Set(org === undefined ? [] : scoredBy(scored.scorecard, org));
  const ties = tiesOf(deps, actor.id, gaining);
  const dependent = dependenceOf({ author: row.by, contributors: [] }, ties);
  if (dependent !== undefined) return problem(WORDS[dependent.code] ?? 'closing_benefits');
  if (verdict.state === 'refused') return undefined;
  const seen = verdict.hash === row.hash && row.hash === hashOfClosing(contentOf(row));
  const same = isSameOutcome(contentOf(row), closingOf(scored, null));
  return seen && same && contentOf(row).corrects === last ? undefined : problem('closing_moved');
}

/** What is said of a change is said of a closing in its own words. */
const WORDS: Partial<Record<string, Problem['code']>> = {
  own_change: 'closing_own',
  change_of_delegate: 'closing_of_delegate',
};

function contentOf({ content }: ClosingRow): Closing {
  return JSON.parse(content) as Closing;
}

function told(deps: Deps, actor: Actor, action: string, row: ClosingRow) {
  const { score, coefficient, corrects } = contentOf(row);
  const { period, hash, reason, by, comment } = row;
  return auditOf(
    deps,
    actor,
    action,
    { object: `scorecard/${row.scorecard}`, reason: comment ?? reason, after: hash },
    { closing: row.id, period, by, corrects, score, coefficient },
  );
}

async function denied(deps: Deps, actor: Actor, { id, scorecard }: ClosingRow, refused: Problem) {
  const audit = auditOf(deps, actor, 'period.closed', `scorecard/${scorecard}`, {
    closing: id,
    code: refused.code,
  });
  const written = await deps.recordAudit(deps, { ...audit, allowed: false });
  return written.ok ? failed(refused) : written;
}
