/** Edits of a rule set as rows and cells: many at once, each one gesture. */
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { assign, type Path } from '../assign.ts';
import type { CommandOn, Touched } from '../undoing.ts';
import { firstCondition, newRule, type RulesDocument } from './document.ts';

function defineCommand<A>(command: CommandOn<RulesDocument, A>): CommandOn<RulesDocument, A> {
  return command;
}

/** A property of the rule at `index`. */
export interface RuleCell {
  index: number;
  path: Path;
  value: unknown;
}

/** Properties of rules, wherever they stand; rules that are not there yet are begun. `fixed`: ids that stay. */
export const setRuleCells = defineCommand<{
  cells: readonly RuleCell[];
  fixed: readonly string[];
}>({
  label: ({ cells }, { set }) => {
    const [first] = cells;
    if (first === undefined || cells.length > 1) {
      return { zh: `填写 ${cells.length} 格`, en: `Fill ${cells.length} cells` };
    }
    const id = set.rules[first.index]?.id ?? '';
    return { zh: `修改 ${id} 的一格`, en: `Change a cell of ${id}` };
  },
  run({ set }, { cells, fixed }) {
    const kept = cells.find(({ index, path, value }) => {
      const id = set.rules[index]?.id ?? '';
      return path[0] === 'id' && fixed.includes(id) && value !== id;
    });
    if (kept !== undefined) {
      return failed(problem('id_fixed', { kind: 'rule', id: set.rules[kept.index]?.id ?? '' }));
    }
    for (const { index, path, value } of cells) {
      while (set.rules.length <= index) set.rules.push(newRule(set.rules, firstCondition));
      const held = set.rules[index];
      if (held !== undefined) assign(held, path, value);
    }
    return ok([]);
  },
});

/** New rules before the one at `at`. */
export const insertRules = defineCommand<{ at: number; count: number }>({
  label: ({ count }) =>
    count === 1
      ? { zh: '添加规则', en: 'Add a rule' }
      : { zh: `添加 ${count} 条规则`, en: `Add ${count} rules` },
  run({ set }, { at, count }) {
    const added: Rule[] = [];
    for (let n = 0; n < count; n += 1) {
      added.push(newRule([...set.rules, ...added], firstCondition));
    }
    set.rules.splice(at, 0, ...added);
    return ok(added.map(({ id }) => id));
  },
});

/** A set keeps at least one rule. */
export const removeRules = defineCommand<{ from: number; count: number }>({
  label: ({ from, count }, { set }) => {
    const id = set.rules[from]?.id ?? '';
    if (count === 1) return { zh: `删除 ${id}`, en: `Delete ${id}` };
    return { zh: `删除 ${count} 条规则`, en: `Delete ${count} rules` };
  },
  run({ set }, { from, count }): Result<Touched> {
    if (count >= set.rules.length) return failed(problem('last_rule'));
    set.rules.splice(from, count);
    return ok([]);
  },
});

/** `by` many places, not beyond the ends. */
export const moveRules = defineCommand<{ from: number; count: number; by: number }>({
  label: ({ from, count }, { set }) => {
    const id = set.rules[from]?.id ?? '';
    if (count === 1) return { zh: `移动 ${id}`, en: `Move ${id}` };
    return { zh: `移动 ${count} 条规则`, en: `Move ${count} rules` };
  },
  run({ set }, { from, count, by }) {
    const to = Math.max(0, Math.min(set.rules.length - count, from + by));
    if (to !== from) set.rules.splice(to, 0, ...set.rules.splice(from, count));
    return ok([]);
  },
});
