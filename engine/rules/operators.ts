/**
 * Every operator, once: its words, the fact types it accepts and what it means.
 *
 * The names of comparisons are json-rules-engine's; `isNull` and `notNull` are ours. An operand that is
 * null (an event that has not happened) makes every comparison false, also the negative ones; only
 * `isNull` and `notNull` see it. Facts that are missing never come here: the answer is unknown.
 */
import type { Fact } from '../definition/facts.ts';
import type { Localized } from '../problem.ts';

/**
 * A value ready for comparison: date-times as epoch milliseconds, dates as `2026-02-12` (whose order
 * as text is their order in time), everything else as it stands.
 */
export type Plain = string | number | boolean | null;

export interface Operator {
  name: Localized;
  /** As in `容量 ≥ 100`; the name where there is no sign for it. */
  symbol: Localized;
  types: readonly Fact['type'][];
  /** What stands on the right: one value, a list, or nothing (`value` is then `true`). */
  takes: 'one' | 'list' | 'nothing';
  /** Sees of a value only where it stands among the constants: before, at, between or after them. */
  cuts: boolean;
  test(left: Plain, right: Plain | readonly Plain[]): boolean;
  /** Run as tests, and shown as help. */
  examples: readonly OperatorExample[];
}

/** `[5, 3]` holds or does not. */
export type OperatorExample = readonly [
  of: readonly [left: Plain, right: Plain | readonly Plain[]],
  holds: boolean,
];

const every: readonly Fact['type'][] = [
  'string',
  'text',
  'number',
  'integer',
  'boolean',
  'date',
  'datetime',
  'enum',
];
const ordered: readonly Fact['type'][] = ['number', 'integer', 'date', 'datetime'];
const listable: readonly Fact['type'][] = ['string', 'enum', 'number', 'integer', 'date'];
const textual: readonly Fact['type'][] = ['string', 'text'];

export const operators = {
  equal: {
    name: { zh: '等于', en: 'equals' },
    symbol: sign('='),
    types: every,
    takes: 'one',
    cuts: true,
    test: pair((left, right) => left === right),
    examples: [
      [['R1', 'R1'], true],
      [[5, '5'], false],
      [[null, null], false],
    ],
  },
  notEqual: {
    name: { zh: '不等于', en: 'does not equal' },
    symbol: sign('≠'),
    types: every,
    takes: 'one',
    cuts: true,
    test: pair((left, right) => left !== right),
    examples: [
      [['R1', 'R2'], true],
      [[null, 'R2'], false],
    ],
  },
  lessThan: {
    name: { zh: '小于', en: 'is less than' },
    symbol: sign('<'),
    types: ordered,
    takes: 'one',
    cuts: true,
    test: pair((left, right) => left < right),
    examples: [
      [[9, 10], true],
      [['2026-02-12', '2026-02-26'], true],
      [[null, 10], false],
    ],
  },
  lessThanInclusive: {
    name: { zh: '小于或等于', en: 'is at most' },
    symbol: sign('≤'),
    types: ordered,
    takes: 'one',
    cuts: true,
    test: pair((left, right) => left <= right),
    examples: [
      [[10, 10], true],
      [[10.1, 10], false],
    ],
  },
  greaterThan: {
    name: { zh: '大于', en: 'is greater than' },
    symbol: sign('>'),
    types: ordered,
    takes: 'one',
    cuts: true,
    test: pair((left, right) => left > right),
    examples: [
      [[11, 10], true],
      [[10, 10], false],
    ],
  },
  greaterThanInclusive: {
    name: { zh: '大于或等于', en: 'is at least' },
    symbol: sign('≥'),
    types: ordered,
    takes: 'one',
    cuts: true,
    test: pair((left, right) => left >= right),
    examples: [
      [[10, 10], true],
      [[9.9, 10], false],
    ],
  },
  in: {
    name: { zh: '属于', en: 'is one of' },
    symbol: { zh: '属于', en: 'in' },
    types: listable,
    takes: 'list',
    cuts: true,
    test: list((left, right) => right.includes(left)),
    examples: [
      [['a', ['a', 'b']], true],
      [['c', ['a', 'b']], false],
      [[null, ['a', 'b']], false],
    ],
  },
  notIn: {
    name: { zh: '不属于', en: 'is none of' },
    symbol: { zh: '不属于', en: 'not in' },
    types: listable,
    takes: 'list',
    cuts: true,
    test: list((left, right) => !right.includes(left)),
    examples: [
      [['c', ['a', 'b']], true],
      [[null, ['a', 'b']], false],
    ],
  },
  contains: {
    name: { zh: '包含', en: 'contains' },
    symbol: { zh: '包含', en: 'contains' },
    types: textual,
    takes: 'one',
    cuts: false,
    test: text((left, right) => left.includes(right)),
    examples: [
      [['ROUTE-12-A', '12'], true],
      [['ROUTE-12-A', '13'], false],
    ],
  },
  doesNotContain: {
    name: { zh: '不包含', en: 'does not contain' },
    symbol: { zh: '不包含', en: 'does not contain' },
    types: textual,
    takes: 'one',
    cuts: false,
    test: text((left, right) => !left.includes(right)),
    examples: [
      [['ROUTE-12-A', '13'], true],
      [[null, '13'], false],
    ],
  },
  isNull: {
    name: { zh: '为空', en: 'is empty' },
    symbol: { zh: '为空', en: 'is empty' },
    types: every,
    takes: 'nothing',
    cuts: true,
    test: (left) => left === null,
    examples: [
      [[null, true], true],
      [[0, true], false],
    ],
  },
  notNull: {
    name: { zh: '不为空', en: 'is not empty' },
    symbol: { zh: '不为空', en: 'is not empty' },
    types: every,
    takes: 'nothing',
    cuts: true,
    test: (left) => left !== null,
    examples: [
      [[0, true], true],
      [[null, true], false],
    ],
  },
} as const satisfies Record<string, Operator>;

export type OperatorId = keyof typeof operators;

export const operatorIds = Object.keys(operators) as OperatorId[];

/** The operator of that name, if there is one. Names come from documents: own properties only. */
export function operatorOf(id: string): Operator | undefined {
  return Object.hasOwn(operators, id) ? operators[id as OperatorId] : undefined;
}

type Test = Operator['test'];
type NotNull = Exclude<Plain, null>;

function sign(mark: string): Localized {
  return { zh: mark, en: mark };
}

/** Values of different types are never compared; neither are null and a list. */
function pair(test: (left: NotNull, right: NotNull) => boolean): Test {
  return (left, right) => {
    if (left === null || right === null || typeof left !== typeof right) return false;
    return test(left, right as NotNull);
  };
}

function list(test: (left: NotNull, right: readonly Plain[]) => boolean): Test {
  return (left, right) => left !== null && Array.isArray(right) && test(left, right);
}

function text(test: (left: string, right: string) => boolean): Test {
  return (left, right) =>
    typeof left === 'string' && typeof right === 'string' && test(left, right);
}
