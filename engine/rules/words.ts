/** Facts, their values and units in words of both languages. */
import { instantMs } from '../calendar/zone.ts';
import { computedFact, declarationOf } from '../case/builtin-facts.ts';
import type { Declared, FactDictionary } from '../case/forms.ts';
import type { Fact, FactValue } from '../definition/facts.ts';
import type { Localized } from '../problem.ts';
import { masked } from './personal.ts';
import { readingName, type FactParams } from './source.ts';

/** How values are shown. */
export interface Wording {
  /** IANA zone of date-times; UTC (and said so) when absent. */
  zone?: string | undefined;
  /**
   * The name for an id that a fact holds, e.g. `step_id` and `survey`; the id itself when there is none.
   * Step arguments of computed facts ask as `step_id`.
   */
  nameOf?: ((fact: string, id: string) => Localized | undefined) | undefined;
  /** Values of personal facts are told in part. */
  masks?: boolean | undefined;
}

/** `环节结论（现场勘查）`, `Working days (Accepted at → Finished at)`. */
export function nameOfReading(
  { fact, params }: { fact: string; params?: FactParams | undefined },
  facts: FactDictionary,
  wording: Wording = {},
): Localized {
  const declared = declarationOf(fact, facts);
  if (declared === undefined) return same(readingName(fact, params));
  if (declared.asks !== undefined) return nameAsked(declared, params, wording);
  const { step, steps, from, to } = params ?? {};
  const named = [step, steps]
    .flat()
    .filter((id) => typeof id === 'string')
    .map((id) => wording.nameOf?.('step_id', id) ?? same(id));
  const moments = [from, to]
    .filter((id) => typeof id === 'string')
    .map((id) => declarationOf(id, facts)?.name ?? same(id));
  if (computedFact(fact) === undefined || named.length + moments.length === 0) return declared.name;
  const inside = named.length > 0 ? listed(named) : joined(moments, ' → ', ' → ');
  return join`${declared.name}${bracketed(inside)}`;
}

/** `连续零电量期数（期数 3）`: with the figures it is asked with, those that are not told left out. */
function nameAsked(
  { name, asks = {} }: Declared,
  params: FactParams = {},
  wording: Wording,
): Localized {
  const told = Object.entries(params).flatMap(([id, value]) => {
    const one = Object.hasOwn(asks, id) ? asks[id] : undefined;
    return one ? [join`${one.name} ${sayValue('', value, {}, wording, one.unit)}`] : [];
  });
  return told.length === 0 ? name : join`${name}${bracketed(listed(told))}`;
}

/** A value of a fact with its unit: option names, 是/否, local time. `unit` goes before the fact's own. */
export function sayValue(
  fact: string,
  value: unknown,
  facts: FactDictionary,
  wording: Wording = {},
  unit?: string,
): Localized {
  if (Array.isArray(value)) {
    return listed(value.map((one) => sayValue(fact, one, facts, wording, unit)));
  }
  const declared = declarationOf(fact, facts);
  if (value === null) return { zh: '空', en: 'empty' };
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (typeof value === 'number') return withUnit(String(rounded(value)), unit ?? declared?.unit);
  if (typeof value !== 'string') return same(JSON.stringify(value) ?? '');
  return sayText(fact, value, declared, wording);
}

/** A value that was read of a record; `fact` may be the name of a reading. */
export function sayRead(
  fact: string,
  value: unknown,
  facts: FactDictionary,
  wording: Wording = {},
): Localized {
  const isPersonal = declarationOf(fact.split('(', 1).join(), facts)?.personal === true;
  return wording.masks === true && isPersonal && value !== null && value !== undefined
    ? same(masked(value as Exclude<FactValue, null>))
    : sayValue(fact, value, facts, wording);
}

/** `2026-11-23 12:50`, with seconds where there are any. */
export function sayInstant(text: string, zone?: string): string {
  const ms = instantMs(text);
  if (ms === undefined) return text;
  const shown = formatOf(zone ?? 'UTC')
    .format(ms)
    .replace(/:00$/, '');
  return zone === undefined ? `${shown} UTC` : shown;
}

/** Names in braces that the words of a rule ask to be filled in. */
export function placeholdersIn(words: string): string[] {
  return [...words.matchAll(/\{(\w+(?:\.\w+)*)\}/g)].map((match) => match[1] ?? '');
}

/** Units that are not the same in both languages. */
const units = new Map<string, Localized>(
  Object.entries({
    wd: { zh: '工作日', en: 'working days' },
    d: { zh: '天', en: 'days' },
    wh: { zh: '工作小时', en: 'working hours' },
    h: { zh: '小时', en: 'h' },
    min: { zh: '分钟', en: 'min' },
    s: { zh: '秒', en: 's' },
    month: { zh: '个月', en: 'months' },
    元: { zh: '元', en: 'yuan' },
    件: { zh: '件', en: 'items' },
    次: { zh: '次', en: 'times' },
  }),
);

/** A unit as it is shown, e.g. `wd` as 工作日, also of a rate; what is not known stays as it is written. */
export function unitName(unit: string): Localized {
  const parts = unit.split('/').map((part) => units.get(part) ?? same(part));
  const inside = (language: keyof Localized) => parts.map((part) => part[language]).join('/');
  return { zh: inside('zh'), en: inside('en') };
}

export function same(words: string): Localized {
  return { zh: words, en: words };
}

/** A template whose parts are words of both languages, or signs that are the same in both. */
export function join(texts: TemplateStringsArray, ...parts: (Localized | string)[]): Localized {
  const inside = (language: keyof Localized) =>
    texts.reduce((all, text, index) => {
      const part = parts[index - 1] ?? '';
      return all + (typeof part === 'string' ? part : part[language]) + text;
    });
  // A full-width bracket brings its own space.
  return { zh: inside('zh').replace(/） | （/g, (found) => found.trim()), en: inside('en') };
}

/** Added to what goes before it. */
export function bracketed(words: Localized): Localized {
  return { zh: `（${words.zh}）`, en: ` (${words.en})` };
}

export function joined(parts: readonly Localized[], zh: string, en: string): Localized {
  return {
    zh: parts
      .map((part) => part.zh)
      .join(zh)
      .replace(/） | （/g, (found) => found.trim()),
    en: parts.map((part) => part.en).join(en),
  };
}

function listed(parts: readonly Localized[]): Localized {
  return joined(parts, '、', ', ');
}

function sayText(
  fact: string,
  value: string,
  declared: Fact | undefined,
  { zone, nameOf }: Wording,
): Localized {
  if (declared?.type === 'datetime') return same(sayInstant(value, zone));
  if (declared?.type === 'date') return same(value);
  const option = declared?.options?.find((one) => one.value === value);
  return option?.name ?? nameOf?.(fact, value) ?? same(`“${value}”`);
}

function withUnit(figure: string, unit: string | undefined): Localized {
  return unit === undefined ? same(figure) : join`${figure} ${unitName(unit)}`;
}

/** Two decimals; more for figures below 1, so that none is shown as nothing. */
function rounded(value: number): number {
  return Number(value.toFixed(Math.abs(value) < 1 ? 6 : 2));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Sweden writes times as ISO 8601 does: `2026-11-23 12:50:12`. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  formats.set(zone, format);
  return format;
}
