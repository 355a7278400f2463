/** What is asked of a record, and the programs made for lists of rules that are asked again and again. */
import type { FactDictionary } from '../case/forms.ts';
import type { Condition } from '../definition/condition.ts';
import type { Rule } from '../definition/ruleset.ts';
import { compileRules, type Program } from './compile.ts';
import type { RuleParams } from './operands.ts';
import { placeholdersIn } from './words.ts';

export interface EvaluationItem {
  id: string;
  condition: Condition;
  params?: RuleParams | undefined;
  /** Facts whose values the answer carries besides those that the condition reads. */
  also?: readonly string[];
}

type AskedRule = Pick<Rule, 'id' | 'conditions' | 'params' | 'message'>;

const itemOfRule = new WeakMap<AskedRule, EvaluationItem>();

/** What to ask for a rule: its condition, and the facts that its words are filled from. */
export function itemOf(rule: AskedRule): EvaluationItem {
  const known = itemOfRule.get(rule);
  if (known !== undefined) return known;
  const { id, conditions, params, message } = rule;
  const words = placeholdersIn(message.zh + message.en);
  const item = { id, condition: conditions, params, also: [...new Set(words)] };
  itemOfRule.set(rule, item);
  programsFrom.set(item, []);
  return item;
}

interface Known {
  items: readonly EvaluationItem[];
  facts: FactDictionary;
  program: Program;
}

/** Lists that begin with a rule's item. */
const programsFrom = new WeakMap<EvaluationItem, Known[]>();

/** A rule stands first in few lists; in more than these the oldest is forgotten. */
const LISTS_KEPT = 8;

/** The program of a list of rules; undefined for conditions that are no rules: they are asked once. */
export function programOf(
  items: readonly EvaluationItem[],
  facts: FactDictionary,
): Program | undefined {
  const lists = items[0] && programsFrom.get(items[0]);
  if (lists === undefined) return undefined;
  const known = lists.find((one) => one.facts === facts && isSame(one.items, items));
  if (known !== undefined) return known.program;
  if (!items.every((item) => programsFrom.has(item))) return undefined;
  const program = compileRules(items, facts);
  if (lists.length === LISTS_KEPT) lists.shift();
  lists.push({ items, facts, program });
  return program;
}

function isSame(one: readonly EvaluationItem[], other: readonly EvaluationItem[]): boolean {
  return one.length === other.length && one.every((item, place) => item === other[place]);
}
