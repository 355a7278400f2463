/** Do rule sets and the flows that name their rules fit together? */
import { problem, warning, type Localized, type Problem } from '../problem.ts';
import { factsAbout } from '../records/facts-about.ts';
import { recordTermsOf } from '../records/kinds.ts';
import { analyseRules } from '../rules/analysis/rules.ts';
import { checkRule } from '../rules/check-rule.ts';
import type { FlowDefinition } from './flow.ts';
import { keptCheck } from './kept.ts';
import { all, find, rulesOf, type Pack } from './pack.ts';
import { ruleRecords, type Rule, type RulesetDefinition, type Stage } from './ruleset.ts';

const FLOW: Localized = { zh: '流程', en: 'flow' };

const stageNames: Record<Stage, Localized> = {
  before: { zh: '事前', en: 'before' },
  during: { zh: '过程', en: 'during' },
  after: { zh: '结果', en: 'after' },
};

export function checkRuleset(set: RulesetDefinition, pack: Pack): Problem[] {
  const { kinds } = recordTermsOf(pack);
  const steps = stepsIn(pack);
  const posts = new Set(all(pack, 'organisation').flatMap((org) => org.posts.map(({ id }) => id)));
  const calendars = new Set(all(pack, 'calendar').map(({ id }) => id));
  const written = set.rules.flatMap((rule, index) => {
    const at = `/rules/${index}`;
    const facts = factsAbout(rule.record, pack);
    const terms = { facts, posts, calendars, steps: steps(rule) };
    if (!kinds.has(rule.record) && !isBuiltin(rule.record)) {
      const what = { zh: '记录', en: 'record' };
      return [problem('unknown_reference', { what, id: rule.record }, `${at}/record`)];
    }
    return [...checkRule(rule, terms, at), ...checkFlowNames(rule, pack, at)];
  });
  const isSound = written.every(({ level }) => level !== 'error');
  const rules = isSound ? [...written, ...analysisOf(set, pack)] : written;
  const { finding_flow: id } = set;
  if (id === undefined || find(pack, 'flow', id) !== undefined) return rules;
  return [...rules, problem('unknown_reference', { what: FLOW, id }, '/finding_flow')];
}

/** How its rules stand to each other, whatever flows there are. */
const analysisOf = keptCheck<RulesetDefinition>(
  ['facts', 'record', 'derived', 'table', 'calendar'],
  ({ rules }, among) =>
    analyseRules(
      rules.map((rule, index) => ({
        rule,
        at: `/rules/${index}`,
        facts: factsAbout(rule.record, among),
      })),
    ),
);

/**
 * The rules that a flow names: of the stage in which they are asked, about its cases or steps, and about
 * this flow. (That they exist is checked with the flow.)
 */
export function checkAuditsOf(flow: FlowDefinition, pack: Pack): Problem[] {
  const rules = rulesOf(pack);
  const check = (ids: readonly string[], stage: Stage, at: string) =>
    ids.flatMap((id, index) => {
      const rule = rules.get(id);
      return rule === undefined ? [] : checkUse(rule, stage, flow.id, `${at}/${index}`);
    });
  const steps = Object.entries(flow.steps).flatMap(([id, step]) =>
    'audits' in step
      ? [
          ...check(step.audits.before, 'before', `/steps/${id}/audits/before`),
          ...check(step.audits.during, 'during', `/steps/${id}/audits/during`),
        ]
      : [],
  );
  return [...steps, ...check(flow.audits.after, 'after', '/audits/after')];
}

function isBuiltin(record: string): boolean {
  return ruleRecords.some((one) => one === record);
}

function checkUse(rule: Rule, stage: Stage, flow: string, at: string): Problem[] {
  if (rule.stage !== stage) {
    return [problem('rule_other_stage', { rule: rule.id, stage: stageNames[rule.stage] }, at)];
  }
  if (!isBuiltin(rule.record)) {
    return [problem('rule_about_records', { rule: rule.id }, at)];
  }
  if (rule.record === 'finding') return [problem('rule_about_findings', { rule: rule.id }, at)];
  if (rule.flows === undefined || rule.flows.includes(flow)) return [];
  return [problem('rule_other_flow', { rule: rule.id }, at)];
}

/** The steps that a rule's arguments may name; undefined where it also speaks about imported logs. */
function stepsIn(pack: Pack): (rule: Rule) => ReadonlySet<string> | undefined {
  const flows = new Map(
    all(pack, 'flow').map(({ id, steps }) => [id, new Set(Object.keys(steps))]),
  );
  const every = new Set([...flows.values()].flatMap((steps) => [...steps]));
  return ({ flows: ids }) => {
    const named = ids?.map((id) => flows.get(id));
    if (named?.includes(undefined)) return undefined;
    if (named?.length === 1) return named[0];
    return named === undefined ? every : new Set(named.flatMap((steps) => [...(steps ?? [])]));
  };
}

/**
 * What is no flow of the pack may be an imported log: only worth a look, and not in a pack without
 * flows, which speaks about nothing else.
 */
export function checkFlowNames(
  { flows = [] }: { flows?: readonly string[] | undefined },
  pack: Pack,
  at: string,
): Problem[] {
  if (all(pack, 'flow').length === 0) return [];
  return flows.flatMap((id, index) => {
    if (find(pack, 'flow', id) !== undefined) return [];
    const what = { zh: '流程或日志', en: 'flow or log' };
    return [warning('unknown_reference', { what, id }, `${at}/flows/${index}`)];
  });
}
