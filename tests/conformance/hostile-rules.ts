/** Rule sets that pass every check, and records that hold anything, made from a seed. */
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { Condition, Operand } from '@flowmeter/engine/definition/condition.ts';
import type { Fact, FactValues, ListItem } from '@flowmeter/engine/definition/facts.ts';
import type { Asked } from '@flowmeter/engine/rules/compile.ts';
import { comparable, type RuleParams } from '@flowmeter/engine/rules/operands.ts';
import { operatorIds, operators } from '@flowmeter/engine/rules/operators.ts';
import type { Chance } from '../support/chance.ts';

/** Values that fit their type, at its edges and close to one another, so that operands often meet. */
const fitting = {
  number: [-Number.MAX_VALUE, -1, -0, 0, 5e-324, 0.1, 0.30000000000000004, 1, 2 ** 53, 1e308],
  integer: [-(2 ** 53), -1, 0, 1, 2, 3, 100, 2 ** 31, 2 ** 53],
  string: ['', ' ', '0', '9', '10', 'a', 'A', 'ab', '电力', '__proto__', 'constructor', '\ud800'],
  text: ['', 'a', 'ab', 'aba', '\u0000', '\udc00', '𠮷', 'toString'],
  enum: ['home', 'shop', 'works', '2', '__proto__'],
  boolean: [true, false],
  date: ['0000-01-01', '1970-01-01', '2024-02-29', '2026-02-11', '2026-02-12', '9999-12-31'],
  datetime: [
    '1970-01-01T00:00:00Z',
    '2026-02-11T15:59:59.999Z',
    '2026-02-11T16:00:00.000Z',
    '2026-02-12T00:00:00+08:00',
    '9999-12-31T23:59:59Z',
  ],
} as const satisfies Partial<Record<Fact['type'], readonly ListItem[]>>;

type Type = keyof typeof fitting;

/** What is no value of its fact, or of none. */
const hostile: readonly unknown[] = [
  undefined,
  null,
  Number.NaN,
  Infinity,
  -Infinity,
  -0,
  '12abc',
  'NaN',
  '2026-02-30',
  '2026-2-1',
  '2026-02-11T16:00:00',
  '+002026-02-11',
  '\ud800\ud800',
  'x'.repeat(3000),
  true,
  1,
  [],
  ['a', 1],
  {},
  { toString: 'a', valueOf: null },
];

/** A fact of each type that may be null, and two that may not. */
export const hostileFacts: FactDictionary = Object.fromEntries(
  (Object.keys(fitting) as Type[]).flatMap((type) =>
    ['', '_other', '_or_null'].map((ending): [string, Fact] => {
      const name = { zh: `${type}${ending}`, en: `${type}${ending}` };
      const options = fitting.enum.map((value) => ({ value, name }));
      const fact: Fact = { name, type, ...(type === 'enum' && { options }) };
      return [`${type}${ending}`, ending === '_or_null' ? { ...fact, nullable: true } : fact];
    }),
  ),
);

const factIds = Object.keys(hostileFacts);

/** Mostly small sets; some of many rules about one fact, some with trees of too many terms. */
export function hostileRules(next: Chance): Asked[] {
  const kind = next();
  const few = kind < 0.05 ? [pick(factIds, next)] : factIds;
  const count = kind < 0.05 ? 40 : 1 + Math.floor(next() * 4);
  return Array.from({ length: count }, (_none, place) => {
    const params: RuleParams = {};
    const leaf = () => comparison(few, params, next);
    const wide = () => ({ any: [leaf(), leaf()] });
    const condition = kind > 0.98 ? { all: Array.from({ length: 7 }, wide) } : tree(leaf, next, 3);
    return { id: `r${place}`, condition, params };
  });
}

/** Six facts in ten are as they should be; the others are missing or hold anything. */
export function hostileRecord(next: Chance): FactValues {
  const record: Record<string, unknown> = {};
  for (const id of factIds) {
    const share = next();
    if (share < 0.6) record[id] = pick<ListItem>(fitting[hostileFacts[id]?.type as Type], next);
    else if (share < 0.9) record[id] = pick(hostile, next);
  }
  return record as FactValues;
}

function tree(leaf: () => Condition, next: Chance, depth: number): Condition {
  const share = next();
  if (depth === 0 || share < 0.3) return leaf();
  if (share < 0.45) return { not: tree(leaf, next, depth - 1) };
  const parts = Array.from({ length: 1 + Math.floor(next() * 3) }, () =>
    tree(leaf, next, depth - 1),
  );
  return share < 0.75 ? { all: parts } : { any: parts };
}

function comparison(facts: readonly string[], params: RuleParams, next: Chance): Condition {
  const fact = pick(facts, next);
  const type = hostileFacts[fact]?.type as Type;
  const fits = operatorIds.filter((one) => operators[one].types.some((each) => each === type));
  const operator = pick(fits, next);
  const { takes } = operators[operator];
  if (takes === 'nothing') return { fact, operator, value: true };
  const one = () => pick<ListItem>(fitting[type], next);
  const value = takes === 'list' ? [one(), one(), one()] : one();
  return { fact, operator, value: operandOf(value, { type, takes, params, next }) };
}

interface Place {
  type: Type;
  takes: 'one' | 'list';
  params: RuleParams;
  next: Chance;
}

/** The value itself, a threshold that has it, or another fact. */
function operandOf(value: ListItem | ListItem[], { type, takes, params, next }: Place): Operand {
  const share = next();
  if (share < 0.15 && takes === 'one') {
    const others = factIds.filter((id) => comparable(type, hostileFacts[id]?.type as Type));
    return { fact: pick(others, next) };
  }
  if (share > 0.3) return value;
  const id = `p${Object.keys(params).length}`;
  const source = { zh: '惯例', en: 'Practice' };
  params[id] = { value, basis: { kind: 'typical', source } };
  return { param: id };
}

function pick<T>(values: readonly T[], next: Chance): T {
  return values[Math.floor(next() * values.length)] as T;
}
