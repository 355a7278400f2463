/** Can what a flow asks be answered: are the facts of decisions, limits and pre-audits entered before? */
import type { Condition } from '../definition/condition.ts';
import type { Fact } from '../definition/facts.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { all, factsOf, rulesOf, type Pack } from '../definition/pack.ts';
import type { Rule } from '../definition/ruleset.ts';
import { problem, warning, type Localized, type Problem } from '../problem.ts';
import { comparisonsIn } from '../rules/interpret.ts';
import { factsIn, momentsOf } from '../rules/operands.ts';
import type { Step } from '../steps/registry.ts';
import { tablesOf } from '../tables/ask.ts';
import type { Surroundings } from './compile.ts';
import { readsOf } from './exchange.ts';
import { knownFacts, requiredOn, takenOn, type FactIds, type KnownFacts } from './known-facts.ts';
import { startOf, taskOf } from './structure.ts';
import { throughTables } from './table-pins.ts';

/**
 * A decision whose facts are missing answers nothing, a pre-audit lets nobody pass, and the case rests
 * there for ever; a limit whose facts are missing does not apply. For a flow whose structure has been
 * checked.
 */
export function checkFacts(flow: FlowDefinition, pack: Pack): Problem[] {
  const facts = factsOf(pack);
  const tables = tablesOf(all(pack, 'table'), facts);
  return askedIn(flow, rulesOf(pack), knownFacts(flow)).flatMap((asked) =>
    lackedBy(asked, { facts, tables }).map(([id, fact]) => {
      const words = { name: asked.name, fact: fact.name };
      return asked.ever.has(id)
        ? warning('fact_maybe_missing', words, asked.at)
        : problem('fact_never_entered', words, asked.at);
    }),
  );
}

/** A fact that a decision or a blocking pre-audit asks for, and that is not surely there by then. */
export interface Lack {
  /** Of the step or the rule that asks. */
  name: Localized;
  fact: Localized;
  /** JSON Pointer into the flow. */
  at: string;
  /** On some way it is there. */
  maybe: boolean;
}

/**
 * What can hold up a case that has these facts at the steps that it may come to. A limit whose facts are
 * missing holds up nothing: it does not apply.
 */
export function lacksIn(
  flow: FlowDefinition,
  { facts, rules, tables }: Pick<Surroundings, 'facts' | 'rules' | 'tables'>,
  known: KnownFacts,
): Lack[] {
  return askedIn(flow, rules, known)
    .filter((asked) => !asked.isLimit)
    .flatMap((asked) =>
      lackedBy(asked, { facts, tables }).map(([id, fact]) => {
        return { name: asked.name, fact: fact.name, at: asked.at, maybe: asked.ever.has(id) };
      }),
    );
}

function lackedBy(
  { reads, needsValue, always }: Asked,
  { facts, tables }: Pick<Surroundings, 'facts' | 'tables'>,
): [string, Fact][] {
  return throughTables(reads, tables).flatMap((id): [string, Fact][] => {
    const fact = facts[id];
    const mayLack = fact?.nullable && !needsValue;
    return fact === undefined || mayLack || always.has(id) ? [] : [[id, fact]];
  });
}

/** What the flow asks, and the facts that a case has when it does. */
interface Asked {
  reads: readonly string[];
  /** Nothing can be done with null either. */
  needsValue?: boolean;
  /** Of the step, the rule or the flow that asks. */
  name: Localized;
  at: string;
  isLimit: boolean;
  always: FactIds;
  ever: FactIds;
}

/** What is never reached is never asked. */
function askedIn(
  flow: FlowDefinition,
  rules: ReadonlyMap<string, Rule>,
  known: KnownFacts,
): Asked[] {
  const start = flow.steps[startOf(flow)];
  const opened = {
    always: start === undefined ? new Set<string>() : requiredOn(start),
    ever: start === undefined ? new Set<string>() : takenOn(start),
  };
  const whole = conditionsIn(flow.limits, '/limits').map((one) => {
    return { ...one, name: flow.name, isLimit: true, ...opened };
  });
  const inSteps = Object.entries(flow.steps).flatMap(([id, step]) => {
    const [always, ever] = [known.always.get(id), known.ever.get(id)];
    if (always === undefined || ever === undefined) return [];
    const asking = { name: step.name, always, ever };
    const here = [
      ...conditionsIn(step.routes, `/steps/${id}/routes`).map((one) => {
        return { ...one, ...asking, isLimit: false };
      }),
      ...conditionsIn(taskOf(step)?.limits ?? [], `/steps/${id}/limits`).map((one) => {
        return { ...one, ...asking, isLimit: true };
      }),
      ...readsOf(step).map(({ fact, at, needsValue = false }) => {
        return { ...asking, reads: [fact], at: `/steps/${id}${at}`, needsValue, isLimit: false };
      }),
    ];
    return [...here, ...preAudits(step, rules, `/steps/${id}/audits/before`, { always, ever })];
  });
  return [...whole, ...inSteps];
}

/** Rules that may stop the completion of a step: by then its own form has been filled in. */
function preAudits(
  step: Step,
  rules: ReadonlyMap<string, Rule>,
  place: string,
  known: Pick<Asked, 'always' | 'ever'>,
): Asked[] {
  const always = known.always.union(requiredOn(step));
  const ever = known.ever.union(takenOn(step));
  return (taskOf(step)?.audits.before ?? []).flatMap((id, index) => {
    const rule = rules.get(id);
    if (rule?.blocks !== true) return [];
    const { conditions, name } = rule;
    return [
      { reads: readBy(conditions), name, at: `${place}/${index}`, isLimit: false, always, ever },
    ];
  });
}

function conditionsIn(list: readonly { when?: Condition | undefined }[], place: string) {
  return list.flatMap(({ when }, index) =>
    when === undefined ? [] : [{ reads: readBy(when), at: `${place}/${index}/when` }],
  );
}

/** Facts that a condition reads, also those that computed ones are worked out from. */
function readBy(condition: Condition): string[] {
  return comparisonsIn(condition)
    .flatMap((one) => factsIn(one, {}))
    .flatMap(({ fact, params }) => [fact, ...momentsOf(fact, params)]);
}
