/** Where facts of the dictionaries are used: what breaks when one goes, or gets another id. */
import { inputsOf, readsOf } from '../flow/exchange.ts';
import { callingOf, callOf } from '../flow/structure.ts';
import type { Localized } from '../problem.ts';
import { placeholdersIn } from '../rules/words.ts';
import type { Step } from '../steps/registry.ts';
import type { FlowDefinition } from './flow.ts';
import { all, factsOf, type Pack } from './pack.ts';
import { isBuiltinRecord, type Rule } from './ruleset.ts';

/** One row a sort of place in which a fact may be named. */
export const sortsOfUse = ['form', 'step', 'flow', 'rule', 'table', 'indicator'] as const;

export interface FactUse {
  kind: (typeof sortsOfUse)[number];
  /** Of the step, the rule, or of the definition itself. */
  id: string;
  name: Localized;
  /** Id of the definition that it stands in. */
  within: string;
}

/** By the id of the fact, in the order of the pack; facts that nothing names are not there. */
export type FactUses = ReadonlyMap<string, readonly FactUse[]>;

/** Every use of every fact that the dictionaries of the pack declare. */
export function factUsesOf(pack: Pack): FactUses {
  const known = factsOf(pack);
  const found = new Map<string, FactUse[]>();
  const note = (use: FactUse, ids: Iterable<string>) => {
    for (const id of new Set(ids)) {
      if (!Object.hasOwn(known, id)) continue;
      const uses = found.get(id) ?? [];
      found.set(id, [...uses, use]);
    }
  };
  for (const flow of all(pack, 'flow')) noteFlow(flow, note);
  for (const { id: within, rules } of all(pack, 'ruleset')) {
    for (const rule of rules.filter(isAboutCases)) {
      note({ kind: 'rule', id: rule.id, name: rule.name, within }, namedByRule(rule));
    }
  }
  for (const { id, name, inputs } of all(pack, 'table')) {
    const asked = inputs.flatMap((input) => [input.fact ?? input.id, ...namedIn(input.params)]);
    note({ kind: 'table', id, name, within: id }, asked);
  }
  for (const { id, name, over, measure } of all(pack, 'indicator')) {
    if (!isBuiltinRecord(over.record)) continue;
    const named = [...namedIn([over, measure]), over.period_by];
    note({ kind: 'indicator', id, name, within: id }, named);
  }
  return found;
}

type Note = (use: FactUse, ids: Iterable<string>) => void;

function noteFlow(flow: FlowDefinition, note: Note): void {
  const { id: within, name, title_fact: title, limits } = flow;
  note({ kind: 'flow', id: within, name, within }, [...namedIn(limits), ...(title ? [title] : [])]);
  for (const [id, step] of Object.entries(flow.steps)) {
    const form = 'form' in step ? step.form.map(({ fact }) => fact) : [];
    note({ kind: 'form', id, name: step.name, within }, form);
    note({ kind: 'step', id, name: step.name, within }, namedByStep(step));
  }
}

/** What a step names besides its form: in conditions, and where values are sent, set, handed over. */
function namedByStep(step: Step): string[] {
  const { form: _, ...rest } = step as Step & { form?: unknown };
  const onForm = new Set('form' in step ? step.form.map(({ fact }) => fact) : []);
  const entered = inputsOf(step).flatMap(({ fact }) => (onForm.has(fact) ? [] : [fact]));
  const calling = callingOf(step);
  const handed = Object.values((calling && callOf(calling)?.out) ?? {});
  return [...namedIn(rest), ...entered, ...readsOf(step).map(({ fact }) => fact), ...handed];
}

function isAboutCases({ record }: Rule): boolean {
  return isBuiltinRecord(record);
}

function namedByRule({ conditions, message, rectification }: Rule): string[] {
  const words = [message, rectification].flatMap(({ zh, en }) => [zh, en]).join(' ');
  return [...namedIn(conditions), ...placeholdersIn(words)];
}

/** What stands under `fact`, and what arguments name: `{ from: 'accepted_at' }`. */
function namedIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(namedIn);
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === 'fact' && typeof value === 'string') return [value];
    return key === 'params' ? textsIn(value) : namedIn(value);
  });
}

function textsIn(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsIn) : [];
}
