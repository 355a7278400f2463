/** Words by which spreadsheets say what their columns are. */
import { hitPolicies, type HitPolicy } from '../definition/table.ts';
import type { ColumnType } from './write-feel.ts';

export const columnRoles = [
  'input',
  'output',
  'note',
  'row',
  'valid_from',
  'valid_to',
  'none',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** The first words are those that are written. */
const roleWords: Record<
  Exclude<ColumnRole, 'none'>,
  { zh: string; en: string; pattern: RegExp }
> = {
  input: { zh: '输入', en: 'input', pattern: /^(?:inputs?|in|if|when|conditions?|输入|条件)$/i },
  output: {
    zh: '输出',
    en: 'output',
    pattern: /^(?:outputs?|out|then|results?|conclusions?|输出|结果|结论)$/i,
  },
  note: {
    zh: '备注',
    en: 'note',
    pattern: /^(?:notes?|annotations?|remarks?|comments?|备注|说明|注释)$/i,
  },
  row: { zh: '行', en: 'row', pattern: /^(?:#|no\.?|id|rules?|rows?|行|行号|序号|编号|规则)$/i },
  valid_from: {
    zh: '生效日期',
    en: 'valid_from',
    pattern: /^(?:valid[_ ]from|生效日期|起始日期)$/i,
  },
  valid_to: { zh: '失效日期', en: 'valid_to', pattern: /^(?:valid[_ ]to|失效日期|截止日期)$/i },
};

const typeWords: Record<ColumnType, RegExp> = {
  string: /^(?:string|文字|字符串)$/i,
  text: /^(?:text|长文本)$/i,
  number: /^(?:number|decimal|double|数值|小数)$/i,
  integer: /^(?:integer|int|long|整数)$/i,
  boolean: /^(?:boolean|bool|是否|布尔)$/i,
  date: /^(?:date|日期)$/i,
  datetime: /^(?:date ?time|date and time|时间|日期时间)$/i,
  enum: /^(?:enum|选项)$/i,
};

const policyWords: Readonly<Record<string, HitPolicy>> = {
  UNIQUE: 'U',
  ANY: 'A',
  PRIORITY: 'P',
  FIRST: 'F',
  'RULE ORDER': 'R',
  'OUTPUT ORDER': 'O',
  COLLECT: 'C',
};

export function roleOf(text: string): ColumnRole | undefined {
  return keyOf(roleWords, ({ pattern }) => pattern.test(text.trim()));
}

/** By how a name begins: `input1`, `输出：金额`. */
export function roleOfName(name: string): ColumnRole | undefined {
  const word = /^(?:input|output|输入|输出|条件|结果)(?=[\s_\d:：.-]|$)/i.exec(name.trim())?.[0];
  return roleOf(word ?? name);
}

export function roleWord(role: Exclude<ColumnRole, 'none'>, language: 'zh' | 'en'): string {
  return roleWords[role][language];
}

export function typeOfWord(text: string): ColumnType | undefined {
  return keyOf(typeWords, (pattern) => pattern.test(text.trim()));
}

export function policyOf(text: string): HitPolicy | undefined {
  const said = text.trim();
  const word = said.toUpperCase();
  const letter = Object.hasOwn(policyWords, word) ? policyWords[word] : said;
  return letter !== undefined && Object.hasOwn(hitPolicies, letter)
    ? (letter as HitPolicy)
    : undefined;
}

function keyOf<K extends string, V>(rows: Record<K, V>, isIt: (row: V) => boolean): K | undefined {
  return (Object.keys(rows) as K[]).find((key) => isIt(rows[key]));
}
