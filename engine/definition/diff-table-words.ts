/** How changes of decision tables are told: by row and column, with the order of rows where it is meaning. */
import type { Localized } from '../problem.ts';
import { bracketed, join, joined, same } from '../rules/words.ts';
import { policies } from '../tables/policies.ts';
import { sayCell, sayColumnValue, type Sayable } from '../tables/words.ts';
import type { Fact } from './facts.ts';
import { nodeAt, textAt, type Side } from './diff-place.ts';
import type { Telling } from './diff-sentence.ts';
import { isWords, type Path } from './diff-structure.ts';
import { Cell, hitPolicies, TableInput, TableOutput, type HitPolicy } from './table.ts';

export const tableFields: Record<string, readonly [zh: string, en: string]> = {
  hit: ['命中策略', 'hit policy'],
  outputs: ['输出', 'outputs'],
  'table.rows': ['行', 'rows'],
  'table.when': ['条件', 'conditions'],
  'table.then': ['结果', 'results'],
  'table.not': ['除外', 'but not'],
  'table.from': ['不小于', 'from'],
  'table.to': ['不大于', 'to'],
  above: ['大于', 'above'],
  below: ['小于', 'below'],
  values: ['取值次序', 'values, the highest first'],
  note: ['备注', 'note'],
};

export const tableValues: Record<string, Record<string, readonly [zh: string, en: string]>> = {
  hit: Object.fromEntries(
    Object.entries(hitPolicies).map(([hit, { zh, en }]) => [hit, [`${hit} ${zh}`, `${hit} ${en}`]]),
  ),
};

/** `第 3 行`, `row 3 (night)`. */
export function rowNoun(side: Side, path: Path): Localized {
  const number = Number(path[1]) + 1;
  const id = textAt(side, path.slice(0, 2), 'id');
  const noun = { zh: `第 ${number} 行`, en: `row ${number}` };
  return id === '' ? noun : join`${noun}${bracketed(same(id))}`;
}

/** A row added, removed or moved: with what it says. */
export function sayRowChange({ edit, before, after }: Telling): Localized | undefined {
  switch (edit.kind) {
    case 'added':
      return join`${{ zh: '新增', en: 'added ' }}${rowNoun(after, edit.to)}${COLON}${rowWords(after, edit.to)}`;
    case 'removed':
      return join`${{ zh: '删除', en: 'removed ' }}${rowNoun(before, edit.from)}${COLON}${rowWords(before, edit.from)}`;
    case 'moved': {
      const to = edit.after + 1;
      const moved = join`${rowNoun(before, edit.from)}${{ zh: `移到第 ${to} 行`, en: ` moved to row ${to}` }}`;
      const order = isOrderMeaning(after) ? bracketed(ORDER) : same('');
      return join`${moved}${order}${COLON}${rowWords(after, edit.to)}`;
    }
    case 'changed':
      return undefined;
    default:
      return edit satisfies never;
  }
}

/** One cell or result of a row. */
export function sayCellChange({ edit, before, after }: Telling): Localized | undefined {
  switch (edit.kind) {
    case 'added':
      return join`${cellNoun(after, edit.to)}${{ zh: '增加', en: ' added' }}${COLON}${cellWords(after, edit.to)}`;
    case 'removed':
      return join`${cellNoun(before, edit.from)}${{ zh: '取消，原为', en: ' removed, it was' }} ${cellWords(before, edit.from)}`;
    case 'changed': {
      const [old, now] = [cellWords(before, edit.from), cellWords(after, edit.to)];
      const noun = cellNoun(after, edit.to);
      return {
        zh: `${noun.zh}由 ${old.zh} 改为 ${now.zh}`,
        en: `${noun.en} changed from ${old.en} to ${now.en}`,
      };
    }
    case 'moved':
      return undefined;
    default:
      return edit satisfies never;
  }
}

const COLON: Localized = { zh: '：', en: ': ' };
const ORDER: Localized = { zh: '行序影响结果', en: 'the order of rows counts' };

function isOrderMeaning(side: Side): boolean {
  const hit = textAt(side, [], 'hit');
  const policy = Object.hasOwn(policies, hit) ? policies[hit as HitPolicy] : undefined;
  return policy?.isOrderMeaning === true;
}

/** `供电电压 ≥ 10 kV，电源数 2 → 答复时限 20 工作日`. */
function rowWords(side: Side, path: Path): Localized {
  const when = listAt(side, [...path, 'when']);
  const conditions = when.flatMap((cell, place) =>
    Array.isArray(cell) && cell.length === 0
      ? []
      : [
          join`${columnName(side, 'inputs', place)} ${cellWords(side, [...path, 'when', String(place)])}`,
        ],
  );
  const results = listAt(side, [...path, 'then']).map(
    (_, place) =>
      join`${columnName(side, 'outputs', place)} ${cellWords(side, [...path, 'then', String(place)])}`,
  );
  const left =
    conditions.length === 0 ? { zh: '任何情形', en: 'anything' } : joined(conditions, '，', ', ');
  return join`${left} → ${joined(results, '，', ', ')}`;
}

function listAt(side: Side, path: Path): readonly unknown[] {
  const list = nodeAt(side.document, path);
  return Array.isArray(list) ? list : [];
}

/** `第 3 行的“供电电压”`. */
export function cellNoun(side: Side, path: Path): Localized {
  const row = rowNoun(side, path);
  const column = columnName(side, listOf(path), Number(path[3]));
  return { zh: `${row.zh}的“${column.zh}”`, en: `“${column.en}” of ${row.en}` };
}

function listOf(path: Path): 'inputs' | 'outputs' {
  return path[2] === 'when' ? 'inputs' : 'outputs';
}

function columnName(side: Side, list: 'inputs' | 'outputs', place: number): Localized {
  const name = nodeAt(side.document, [list, String(place), 'name']);
  return isWords(name) ? name : { zh: `第 ${place + 1} 列`, en: `column ${place + 1}` };
}

/** Unfinished content is shown as it stands. */
function cellWords(side: Side, path: Path): Localized {
  const value = nodeAt(side.document, path);
  const column = sayableAt(side, path);
  if (column === undefined) return same(JSON.stringify(value) ?? '');
  if (path[2] === 'then') {
    const isPlain = typeof value !== 'object' || value === null;
    return sayColumnValue(column, isPlain ? (value as string | number | boolean | null) : null);
  }
  const cell = Cell.safeParse(value);
  return cell.success ? sayCell(column, cell.data) : same(JSON.stringify(value) ?? '');
}

function sayableAt(side: Side, path: Path): Sayable | undefined {
  const column = nodeAt(side.document, [listOf(path), path[3] ?? '']);
  if (path[2] === 'then') return TableOutput.safeParse(column).data;
  const input = TableInput.safeParse(column).data;
  if (input === undefined) return undefined;
  const fact = input.fact ?? input.id;
  const declared: Fact | undefined = Object.hasOwn(side.names.facts, fact)
    ? side.names.facts[fact]
    : undefined;
  return {
    type: input.type,
    unit: input.unit ?? declared?.unit,
    options: input.options ?? declared?.options,
  };
}
