/** Audit during (过程) and after (结果): which rules to ask about a case, and what they answer. */
import type { CaseState, Instant, Visit } from '../case/state.ts';
import type { Rule } from '../definition/ruleset.ts';
import type { CompiledFlow, Surroundings } from './compile.ts';
import { isInForce } from '../rules/editions.ts';
import { dayOf } from './business-day.ts';
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
  const ids =
    visit === undefined ? [] : (taskOf(flow.flow.steps[visit.step])?.audits.during ?? NO_IDS);
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
): Promise<RuleHit[]> {
  const rules = rulesIn(flow, flow.flow.audits.after, state, at);
  const worked = state.visits.filter(
    ({ status, handler }) => status === 'done' && handler !== undefined,
  );
  return askAbout(flow, state, rules, at, worked);
}

/**
 * The `after` rules that name an imported log among their flows, asked about one of its cases and all
 * its activities: a log has no flow definition that could list them.
 */
export async function auditLogCase(
  around: Surroundings,
  state: CaseState,
  at: Instant,
): Promise<RuleHit[]> {
  const named = around.rules
    .values()
    .filter(({ stage, flows }) => stage === 'after' && flows?.includes(state.flow.id))
    .map(({ id }) => id);
  return askAbout(around, state, rulesIn(around, [...named], state, at), at, state.visits);
}

/**
 * Rules in force at `at` that speak about the flow of this case. The same list is asked for by one case
 * after the other, so that of the last day is kept.
 */
function rulesIn(
  around: Surroundings,
  ids: readonly string[],
  { flow }: CaseState,
  at: Instant,
): readonly Rule[] {
  if (ids.length === 0) return NONE;
  const day = dayOf(around, at);
  const kept = chosen.get(ids);
  if (kept?.day === day && kept.flow === flow.id && kept.all === around.rules) return kept.rules;
  const rules = ids
    .flatMap((id) => around.rules.get(id) ?? [])
    .filter((rule) => rule.flows === undefined || rule.flows.includes(flow.id))
    .filter((rule) => isInForce(rule, day));
  chosen.set(ids, { day, flow: flow.id, all: around.rules, rules });
  return rules;
}

const NONE: readonly Rule[] = [];
const NO_IDS: readonly string[] = [];

interface Chosen {
  day: string;
  flow: string;
  all: Surroundings['rules'];
  rules: readonly Rule[];
}

/** By the list of ids, as it stands in a definition. */
const chosen = new WeakMap<readonly string[], Chosen>();

async function askAbout(
  around: Surroundings,
  state: CaseState,
  rules: readonly Rule[],
  at: Instant,
  visits: readonly Visit[],
): Promise<RuleHit[]> {
  const perCase = rules.filter((rule) => rule.record === 'case');
  const perStep = rules.filter((rule) => rule.record === 'step');
  const hits = await askRules(around, state, perCase, at);
  if (perStep.length === 0) return hits;
  for (const { seq } of visits) hits.push(...(await askRules(around, state, perStep, at, seq)));
  return hits;
}

async function askRules(
  around: Surroundings,
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
  return hitsIn(around.rules, await answerQuestion(around, question, at), seq);
}
