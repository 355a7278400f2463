/** Audit before an action (事前稽查): rules that may stop the completion of a step. */
import type { CaseEvent } from '../case/events.ts';
import { applyEvent } from '../case/fold.ts';
import type { Visit } from '../case/state.ts';
import type { Rule } from '../definition/ruleset.ts';
import { problem, type Problem } from '../problem.ts';
import { ruleOn } from '../rules/editions.ts';
import { messageOf } from '../rules/explain.ts';
import type { StepOf } from '../steps/registry.ts';
import { dayOf } from './business-day.ts';
import { factNames } from './fact-names.ts';
import type { ItemAnswer } from './outcome.ts';
import { ask, refuse, stateOf, type Work } from './work.ts';

type Completed = Extract<CaseEvent, { type: 'step.completed' }>;

/**
 * Asks the step's `before` rules over the case as it would stand after completion. A blocking rule
 * that hits, or that cannot be answered, refuses, unless a person of its override post gives a reason.
 * Returns the overrides used.
 */
export function preAudit(
  work: Work,
  visit: Visit,
  task: StepOf<'task'>,
  completed: Completed,
): { rule: string; reason: string }[] {
  const { caseId, version, command } = work;
  const by = { caseId, version, at: command.at, actor: command.actor };
  const rules = task.audits.before.flatMap((id) => work.flow.rules.get(id) ?? []);
  const answers = ask(work, {
    key: `before:${visit.seq}`,
    purpose: 'audit',
    step: visit.step,
    seq: visit.seq,
    items: rules.map((rule) => ({ id: rule.id, rule: rule.id })),
    state: applyEvent(stateOf(work), completed, by),
  });
  const overrides: { rule: string; reason: string }[] = [];
  const refusals: Problem[] = [];
  for (const rule of rules) {
    const answer = answers[rule.id];
    if (!rule.blocks || answer === undefined || answer.truth === false) continue;
    const reason = overrideReason(work, rule);
    if (reason === undefined) refusals.push(refusal(work, rule, answer));
    else overrides.push({ rule: rule.id, reason });
  }
  if (refusals.length > 0) refuse(...refusals);
  return overrides;
}

function refusal(work: Work, rule: Rule, answer: ItemAnswer): Problem {
  if (answer.truth === 'unknown') {
    return problem('audit_unknown', {
      rule: rule.id,
      facts: factNames(work.flow, answer.missing ?? []),
    });
  }
  const zone = [...work.flow.calendars.values()][0]?.zone;
  const wording = zone === undefined ? {} : { zone };
  const dated = ruleOn(rule, dayOf(work.flow, work.command.at));
  const words = messageOf(dated, answer.operands ?? {}, work.flow.known, wording);
  const details = { rule: rule.id, message: words };
  return rule.override_post === undefined
    ? problem('audit_blocked', details)
    : problem('audit_blocked', { ...details, override_post: rule.override_post });
}

function overrideReason(work: Work, rule: Rule): string | undefined {
  const { command, flow } = work;
  if (!('overrides' in command) || rule.override_post === undefined) return undefined;
  const person = flow.org?.people.find((one) => one.id === command.actor);
  if (!person?.posts.includes(rule.override_post)) return undefined;
  return command.overrides?.[rule.id];
}
