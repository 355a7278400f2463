/** Every edit of a rule set, once. An edit names its command and is plain data. */
import type { Rule, RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import { failed, type Localized, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { assign, type Path } from '../assign.ts';
import { carryOut, type CommandOn, type HistoryOf, type Touched } from '../undoing.ts';
import { addExample, changeExample, removeExample } from './example-commands.ts';
import { copyOf, type RulesDocument } from './document.ts';
import { insertRules, moveRules, removeRules, setRuleCells } from './row-commands.ts';

function defineCommand<A>(command: CommandOn<RulesDocument, A>): CommandOn<RulesDocument, A> {
  return command;
}

/** Any property of a rule. */
const changeRule = defineCommand<{ index: number; path: Path; value: unknown }>({
  label: ({ index, path }, before) => {
    const field = fieldNames[String(path[0])] ?? { zh: '内容', en: 'content' };
    return about(`修改 {id} 的${field.zh}`, `Change the ${field.en} of {id}`, before, index);
  },
  run(draft, { index, path, value }) {
    const held = draft.set.rules[index];
    if (held === undefined) return noRule(index);
    assign(held, path, value);
    return ok([held.id]);
  },
});

/** A rule as it was written anew, e.g. as JSON. */
const replaceRule = defineCommand<{ index: number; rule: Rule }>({
  label: ({ index }, before) => about('改写 {id}', 'Rewrite {id}', before, index),
  run(draft, { index, rule }) {
    if (draft.set.rules[index] === undefined) return noRule(index);
    draft.set.rules[index] = rule;
    return ok([rule.id]);
  },
});

/** The whole set as it was written anew, e.g. as JSON. */
const replaceSet = defineCommand<{ set: RulesetDefinition }>({
  label: () => ({ zh: '改写规则集', en: 'Rewrite the rule set' }),
  run(draft, { set }) {
    draft.set = set;
    return ok([]);
  },
});

const addRule = defineCommand<{ index: number; rule: Rule }>({
  label: () => ({ zh: '添加规则', en: 'Add a rule' }),
  run(draft, { index, rule }) {
    draft.set.rules.splice(index, 0, rule);
    return ok([rule.id]);
  },
});

/** A copy, right after the rule it is of. */
const duplicateRule = defineCommand<{ index: number }>({
  label: ({ index }, before) => about('复制 {id}', 'Duplicate {id}', before, index),
  run(draft, { index }) {
    const held = draft.set.rules[index];
    if (held === undefined) return noRule(index);
    const copy = copyOf(draft.set.rules, plain(held));
    draft.set.rules.splice(index + 1, 0, copy);
    return ok([copy.id]);
  },
});

/** A set keeps at least one rule. */
const removeRule = defineCommand<{ index: number }>({
  label: ({ index }, before) => about('删除 {id}', 'Delete {id}', before, index),
  run(draft, { index }) {
    if (draft.set.rules[index] === undefined) return noRule(index);
    if (draft.set.rules.length === 1) return failed(problem('last_rule'));
    draft.set.rules.splice(index, 1);
    const next = draft.set.rules[index] ?? draft.set.rules[index - 1];
    return ok(next === undefined ? [] : [next.id]);
  },
});

const moveRule = defineCommand<{ index: number; by: 1 | -1 }>({
  label: ({ index }, before) => about('移动 {id}', 'Move {id}', before, index),
  run(draft, { index, by }) {
    const { rules } = draft.set;
    const held = rules[index];
    if (held === undefined || rules[index + by] === undefined) return noRule(index + by);
    rules.splice(index, 1);
    rules.splice(index + by, 0, held);
    return ok([held.id]);
  },
});

/** A property of the set itself: its name, its description, the flow that findings start. */
const changeSet = defineCommand<{ path: Path; value: unknown }>({
  label: () => ({ zh: '修改规则集的基本信息', en: 'Change what the set is called' }),
  run(draft, { path, value }) {
    if (path[0] !== 'rules') assign(draft.set, path, value);
    return ok([]);
  },
});

export const ruleCommands = {
  changeRule,
  replaceRule,
  replaceSet,
  addRule,
  duplicateRule,
  removeRule,
  moveRule,
  setRuleCells,
  insertRules,
  removeRules,
  moveRules,
  changeSet,
  addExample: defineCommand(addExample),
  changeExample: defineCommand(changeExample),
  removeExample: defineCommand(removeExample),
};

type RuleCommandName = keyof typeof ruleCommands;

export type RuleEdit = {
  [N in RuleCommandName]: { do: N; args: Parameters<(typeof ruleCommands)[N]['run']>[1] };
}[RuleCommandName];

/** Does an edit; answers the ids of the rules it touched. */
export function performOnRules(
  history: HistoryOf<RulesDocument>,
  edit: RuleEdit,
  burst?: string,
): Result<{ history: HistoryOf<RulesDocument>; touched: Touched }> {
  const command = ruleCommands[edit.do] as CommandOn<RulesDocument, unknown>;
  return carryOut(history, command, edit.args, burst);
}

/** What staff call the fields of a rule, for the words of undo. */
const fieldNames: Partial<Record<string, Localized>> = {
  id: { zh: '编号', en: 'id' },
  name: { zh: '名称', en: 'name' },
  stage: { zh: '阶段', en: 'stage' },
  record: { zh: '对象', en: 'record' },
  theme: { zh: '主题', en: 'theme' },
  severity: { zh: '等级', en: 'severity' },
  flows: { zh: '适用流程', en: 'flows' },
  params: { zh: '阈值', en: 'threshold' },
  conditions: { zh: '条件', en: 'condition' },
  blocks: { zh: '拦截', en: 'block' },
  override_post: { zh: '放行岗位', en: 'overriding post' },
  message: { zh: '问题描述', en: 'message' },
  rectification: { zh: '整改要求', en: 'rectification' },
  valid_from: { zh: '生效日期', en: 'first day' },
  valid_to: { zh: '失效日期', en: 'last day' },
};

function about(zh: string, en: string, { set }: RulesDocument, index: number): Localized {
  const id = set.rules[index]?.id ?? '';
  return { zh: zh.replace('{id}', id), en: en.replace('{id}', id) };
}

function noRule(index: number): Result<Touched> {
  return failed(
    problem('unknown_reference', { what: { zh: '规则', en: 'rule' }, id: String(index + 1) }),
  );
}

/** Drafts cannot be cloned; what they stand for can. */
function plain<T>(draft: T): T {
  return JSON.parse(JSON.stringify(draft)) as T;
}
