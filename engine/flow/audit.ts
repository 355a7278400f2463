/** Audit during (过程) and after (结果): which rules to ask about a case, and what they answer. */
import type { CaseState, Instant } from '../case/state.ts';
import { localDay } from '../calendar/working-time.ts';
import type { Rule } from '../definition/ruleset.ts';
import type { CompiledFlow } from './compile.ts';
import { answerQuestion, hitsIn, type RuleHit } from './run.ts';
import { taskOf } from './structure.ts';

/** The `during` rules of a task, asked about one visit as it stands at `at`. */
export async function auditVisit(
  flow: CompiledFlow,
  state: CaseState,
  seq: number,
  at: Instant,
): Promise<RuleHit[]> {
  const visit = state.visits[seq - 1];
  const ids = visit === undefined ? [] : (taskOf(flow.flow.steps[visit.step])?.audits.during ?? []);
  return askRules(flow, state, rulesIn(flow, ids, state, at), at, seq);
}

/**
 * The `after` rules of a flow, asked about a case that has ended: rules about cases once, rules about
 * steps for every visit in which somebody worked.
 */
export async function auditCase(
  flow: CompiledFlow,
  state: CaseState,
  at: Instant,
  ids: readonly string[] = flow.flow.audits.after,
): Promise<RuleHit[]> {
  const rules = rulesIn(flow, ids, state, at);
  const perCase = rules.filter((rule) => rule.record === 'case');
  const perStep = rules.filter((rule) => rule.record === 'step');
  const hits = await askRules(flow, state, perCase, at);
  if (perStep.length === 0) return hits;
  for (const visit of state.visits) {
    if (visit.status !== 'done' || visit.handler === undefined) continue;
    hits.push(...(await askRules(flow, state, perStep, at, visit.seq)));
  }
  return hits;
}

/** Rules in force at `at` that speak about the flow of this case. */
function rulesIn(
  flow: CompiledFlow,
  ids: readonly string[],
  state: CaseState,
  at: Instant,
): Rule[] {
  const calendar = [...flow.calendars.values()][0];
  const day = calendar === undefined ? at.slice(0, 10) : localDay(calendar, at);
  return ids
    .flatMap((id) => flow.rules.get(id) ?? [])
    .filter((rule) => rule.flows === undefined || rule.flows.includes(state.flow.id))
    .filter((rule) => (rule.valid_from ?? day) <= day && day <= (rule.valid_to ?? day));
}

async function askRules(
  flow: CompiledFlow,
  state: CaseState,
  rules: readonly Rule[],
  at: Instant,
  seq?: number,
): Promise<RuleHit[]> {
  if (rules.length === 0) return [];
  const question = {
    key: 'audit',
    purpose: 'audit' as const,
    items: rules.map((rule) => ({ id: rule.id, rule: rule.id })),
    state,
    ...(seq === undefined ? {} : { seq }),
  };
  return hitsIn(await answerQuestion(flow, question, at), seq);
}
