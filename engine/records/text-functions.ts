/** Text, and the numbers by which persons and bodies are known. */
import { parameter, type FunctionParameter, type FunctionRow, type Given } from './function-row.ts';
import { isCitizenNumber, isCreditCode } from './id-numbers.ts';

const text = parameter('text', '文字', 'text', 'text');

export const textFunctions = {
  length: {
    name: { zh: '字数', en: 'Length' },
    params: [text],
    gives: 'number',
    compute: ([one]) => Array.from(said(one)).length,
    examples: [
      [['A-10'], 4],
      [[''], 0],
    ],
  },
  joined: {
    name: { zh: '连接文字', en: 'Joined' },
    params: [{ ...text, repeats: true } satisfies FunctionParameter],
    gives: 'text',
    compute: (args) => args.map(said).join(''),
    examples: [[['2026', '02'], '202602']],
  },
  part: {
    name: { zh: '截取文字', en: 'Part of a text' },
    help: { zh: '从第几个字起取几个字', en: 'So many characters, from the one with that number' },
    params: [
      text,
      parameter('from', '起始', 'from', 'number'),
      parameter('count', '字数', 'characters', 'number'),
    ],
    gives: 'text',
    compute: ([one, from, count]) => {
      const start = Number(from) - 1;
      return Array.from(said(one))
        .slice(Math.max(0, start), Math.max(0, start + Number(count)))
        .join('');
    },
    examples: [
      [['330102199001011234', 7, 4], '1990'],
      [['abc', 3, 9], 'c'],
    ],
  },
  trimmed: {
    name: { zh: '去掉首尾空格', en: 'Without spaces at the ends' },
    params: [text],
    gives: 'text',
    compute: ([one]) => said(one).trim(),
    examples: [[['  a b '], 'a b']],
  },
  citizen_number_valid: {
    name: { zh: '身份证号校验通过', en: 'Identity number is valid' },
    help: {
      zh: '18 位公民身份号码：出生日期存在、校验码正确（GB 11643-1999）',
      en: 'Chinese citizen number of 18 digits: the birthday exists, the check digit fits (GB 11643-1999)',
    },
    params: [text],
    gives: 'boolean',
    compute: ([one]) => isCitizenNumber(said(one)),
    examples: [
      [['11010519491231002X'], true],
      [['110105194912310021'], false],
      [['110105194902310028'], false],
    ],
  },
  credit_code_valid: {
    name: { zh: '统一社会信用代码校验通过', en: 'Social credit code is valid' },
    help: {
      zh: '18 位统一社会信用代码，校验码正确（GB 32100-2015）',
      en: 'Chinese code of 18 characters for bodies; the check character fits (GB 32100-2015)',
    },
    params: [text],
    gives: 'boolean',
    compute: ([one]) => isCreditCode(said(one)),
    examples: [
      [['91350100M000100Y43'], true],
      [['91350100M000100Y44'], false],
    ],
  },
} as const satisfies Record<string, FunctionRow>;

function said(value: Given | undefined): string {
  return typeof value === 'string' ? value : '';
}
