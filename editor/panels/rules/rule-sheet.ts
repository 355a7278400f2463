/** A rule set as a sheet: a row for each rule, a column for each of its properties. */
import { isDay } from '@flowmeter/engine/exchange/moments.ts';
import type { Rule, RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { firstCondition, newRule } from '../../document/rules/document.ts';
import type { Path } from '../../document/assign.ts';
import type { Read } from '../grid/cell-text.ts';
import type { Sheet, SheetEdits } from '../grid/sheet.ts';
import { goingOn } from '../tables/series.ts';
import type { RulesPort } from './desk.ts';
import type { RuleColumn } from './rule-columns.ts';

/** The value of a property; undefined where there is none. */
interface Content {
  value: unknown;
}

export type RuleSheet = Sheet<Rule, Content>;

/** What of it stays the same while rules are edited. */
export type RuleLook = Pick<RuleSheet, 'label' | 'aside' | 'wordsOf' | 'columnsOf' | 'columns'> & {
  own: readonly RuleColumn[];
};

export function ruleLook(
  columns: readonly RuleColumn[],
  words: Pick<RuleSheet, 'label' | 'aside'>,
): RuleLook {
  return {
    ...words,
    own: columns,
    columns,
    wordsOf: (rule, column) => columns[column]?.say(rule) ?? nothing,
    columnsOf: ({ at = '' }) => {
      const [, part, inside] = /^\/rules\/\d+\/(\w+)(?:\/(\w+))?/.exec(at) ?? [];
      return columns.flatMap(({ path }, place) => {
        const isTold = path[1] === undefined || inside === undefined || path[1] === inside;
        return path[0] === part && isTold ? [place] : [];
      });
    },
  };
}

const nothing: Localized = { zh: '', en: '' };
const STAYS: Localized = {
  zh: '已在执行，问题按它归集，不能修改',
  en: 'in force: findings are gathered by it, so it stays',
};

/** `fixed`: ids of rules in force. */
export function ruleSheet(
  set: RulesetDefinition,
  { own, ...look }: RuleLook,
  fixed: ReadonlySet<string>,
  port: RulesPort | undefined,
): RuleSheet {
  const next = newRule(set.rules, firstCondition);
  const ruleAt = (row: number) => set.rules[row] ?? next;
  const held = (row: number, column: number): Content => ({
    value: own[column] && valueAt(ruleAt(row), own[column].path),
  });
  return {
    ...look,
    id: `ruleset/${set.id}`,
    rows: set.rules,
    next,
    most: 10_000,
    contentAt: ({ row, column }) => held(row, column),
    blankAt: ({ row, column }) =>
      own[column]?.isOptional === true ? { value: undefined } : held(row, column),
    textAt: ({ row, column }, language) => own[column]?.write(ruleAt(row), language) ?? '',
    read: ({ row, column }, text) => {
      const rule = ruleAt(row);
      const read = own[column]?.read(rule, text) ?? { ok: true as const, value: undefined };
      if (!read.ok) return read;
      const isFixed = own[column]?.id === 'id' && row < set.rules.length && fixed.has(rule.id);
      if (isFixed && read.value !== rule.id) return { ok: false, reason: STAYS };
      return { ok: true, value: { value: read.value } } satisfies Read<Content>;
    },
    goingOn: onwards,
    sideOf: () => [0, 0],
    edits: port && editsBy(port, own, fixed),
  };
}

function editsBy(
  port: RulesPort,
  own: readonly RuleColumn[],
  fixed: ReadonlySet<string>,
): SheetEdits<Content> {
  return {
    setCells: (filled) => {
      const cells = filled.flatMap(({ row, column, content: { value } }) => {
        const path = own[column]?.path;
        return path === undefined ? [] : [{ index: row, path, value }];
      });
      port.perform({ do: 'setRuleCells', args: { cells, fixed: [...fixed] } });
    },
    insertRows: (at, count) => void port.perform({ do: 'insertRules', args: { at, count } }),
    removeRows: (from, count) =>
      port.perform({ do: 'removeRules', args: { from, count } }) !== undefined,
    moveRows: (from, count, by) =>
      void port.perform({ do: 'moveRules', args: { from, count, by } }),
  };
}

function valueAt(rule: Rule, path: Path): unknown {
  return path.reduce<unknown>((held, key) => (held as Record<string, unknown>)[key], rule);
}

/** Days go on; everything else is repeated. */
function onwards(contents: readonly Content[], offset: number): Content {
  const days = contents.flatMap(({ value }) =>
    typeof value === 'string' && isDay(value) ? [{ value }] : [],
  );
  if (days.length < contents.length) {
    const { length } = contents;
    return contents[((offset % length) + length) % length] ?? { value: undefined };
  }
  const next = goingOn(days, offset);
  return { value: 'value' in next ? next.value : undefined };
}
