/** Arithmetic. Results are kept to 15 significant digits, so that 0.1 + 0.2 is 0.3. */
import { parameter, type FunctionParameter, type FunctionRow, type Given } from './function-row.ts';

const numbers: FunctionParameter = {
  ...parameter('numbers', '数', 'numbers', 'number'),
  repeats: true,
};
const x = parameter('x', '数', 'number', 'number');
const a = parameter('a', '甲数', 'first number', 'number');
const b = parameter('b', '乙数', 'second number', 'number');
const values: FunctionParameter = {
  ...parameter('values', '值', 'values', 'ordered'),
  repeats: true,
};

export const numberFunctions = {
  add: {
    name: { zh: '相加', en: 'Sum' },
    params: [numbers],
    gives: 'number',
    compute: (args) => tidy(args.reduce((sum: number, one) => sum + number(one), 0)),
    examples: [
      [[1, 2, 3], 6],
      [[0.1, 0.2], 0.3],
      [[1, null], null],
    ],
  },
  subtract: {
    name: { zh: '相减', en: 'Difference' },
    params: [a, b],
    gives: 'number',
    compute: ([one, other]) => tidy(number(one) - number(other)),
    examples: [
      [[5, 7], -2],
      [[0.3, 0.1], 0.2],
    ],
  },
  multiply: {
    name: { zh: '相乘', en: 'Product' },
    params: [numbers],
    gives: 'number',
    compute: (args) => tidy(args.reduce((product: number, one) => product * number(one), 1)),
    examples: [
      [[1.05, 630], 661.5],
      [[2, 3, 4], 24],
    ],
  },
  divide: {
    name: { zh: '相除', en: 'Quotient' },
    help: { zh: '除以零时无法判断', en: 'Unknown when divided by zero' },
    params: [a, b],
    gives: 'number',
    compute: ([one, other]) => (other === 0 ? undefined : tidy(number(one) / number(other))),
    examples: [
      [[7, 2], 3.5],
      [[7, 0], undefined],
    ],
  },
  remainder: {
    name: { zh: '余数', en: 'Remainder' },
    help: { zh: '除以零时无法判断', en: 'Unknown when divided by zero' },
    params: [a, b],
    gives: 'number',
    compute: ([one, other]) => (other === 0 ? undefined : tidy(number(one) % number(other))),
    examples: [
      [[7, 2], 1],
      [[7, 0], undefined],
    ],
  },
  absolute: {
    name: { zh: '绝对值', en: 'Absolute value' },
    params: [x],
    gives: 'number',
    compute: ([one]) => Math.abs(number(one)),
    examples: [
      [[-3.5], 3.5],
      [[3.5], 3.5],
    ],
  },
  round: {
    name: { zh: '四舍五入', en: 'Rounded' },
    help: { zh: '保留几位小数；五入离零更远', en: 'To so many decimals; halves away from zero' },
    params: [x, { ...parameter('decimals', '小数位数', 'decimals', 'number'), optional: true }],
    gives: 'number',
    compute: ([one, decimals = 0]) => rounded(number(one), number(decimals)),
    examples: [
      [[1.005, 2], 1.01],
      [[-2.5], -3],
      [[1234, -2], 1200],
    ],
  },
  floor: {
    name: { zh: '向下取整', en: 'Rounded down' },
    params: [x],
    gives: 'number',
    compute: ([one]) => Math.floor(number(one)),
    examples: [
      [[2.9], 2],
      [[-2.1], -3],
    ],
  },
  ceiling: {
    name: { zh: '向上取整', en: 'Rounded up' },
    params: [x],
    gives: 'number',
    compute: ([one]) => Math.ceil(number(one)),
    examples: [
      [[2.1], 3],
      [[-2.9], -2],
    ],
  },
  least: {
    name: { zh: '最小值', en: 'Least of' },
    params: [values],
    gives: 'first',
    compute: (args) => args.reduce((one, other) => (other < one ? other : one)),
    examples: [
      [[3, 1, 2], 1],
      [['2026-02-12', '2026-01-31'], '2026-01-31'],
    ],
  },
  greatest: {
    name: { zh: '最大值', en: 'Greatest of' },
    params: [values],
    gives: 'first',
    compute: (args) => args.reduce((one, other) => (other > one ? other : one)),
    examples: [
      [[3, 1, 2], 3],
      [['2026-02-12', '2026-01-31'], '2026-02-12'],
    ],
  },
  register_used: {
    name: { zh: '计数器用量', en: 'Used on a register' },
    help: {
      zh: '后读数减前读数；后读数较小时按该位数的计数器翻转一次计算',
      en: 'Later less earlier reading; where it is less, the register of so many digits went round once',
    },
    params: [
      parameter('before', '前读数', 'earlier reading', 'number'),
      parameter('after', '后读数', 'later reading', 'number'),
      parameter('digits', '位数', 'digits', 'number'),
    ],
    gives: 'number',
    compute: ([before, after, digits]) => {
      const used = number(after) - number(before);
      return tidy(used < 0 ? used + 10 ** number(digits) : used);
    },
    examples: [
      [[120, 150, 5], 30],
      [[99990, 15, 5], 25],
    ],
  },
  register_turned: {
    name: { zh: '计数器是否翻转', en: 'Register went round' },
    help: {
      zh: '前读数在最高的一段、后读数在最低的一段之内（如 0.1 即首尾各 10%）',
      en: 'From within the topmost share of the register to within the lowest (0.1: 10 % at either end)',
    },
    params: [
      parameter('before', '前读数', 'earlier reading', 'number'),
      parameter('after', '后读数', 'later reading', 'number'),
      parameter('digits', '位数', 'digits', 'number'),
      parameter('share', '首尾比例', 'share', 'number'),
    ],
    gives: 'boolean',
    compute: ([before, after, digits, share]) => {
      const [end, part] = [10 ** number(digits), number(share)];
      return number(before) >= end * (1 - part) && number(after) < end * part;
    },
    examples: [
      [[99990, 15, 5, 0.1], true],
      [[5000, 4800, 5, 0.1], false],
    ],
  },
} as const satisfies Record<string, FunctionRow>;

/** Noise of binary fractions is no digit of the answer; what is no number is not known. */
export function tidy(value: number): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Number.isInteger(value) ? value + 0 : Number(value.toPrecision(15));
}

/** Halves go away from zero, as money is rounded; by the digits as they are written. */
export function rounded(value: number, decimals: number): number | undefined {
  if (!Number.isInteger(decimals) || Math.abs(decimals) > 15) return undefined;
  const [digits = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const shifted = Math.round(Number(`${digits}e${Number(exponent) + decimals}`));
  const [shown = '0', by = '0'] = shifted.toExponential().split('e');
  return tidy(Math.sign(value) * Number(`${shown}e${Number(by) - decimals}`));
}

/** Arguments are of the kind that the row says: expressions are checked before they are asked. */
function number(value: Given | undefined): number {
  return typeof value === 'number' ? value : Number.NaN;
}
