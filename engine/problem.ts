/**
 * Problems: expected failures as values.
 *
 * A problem has a code from the catalogue, typed details, optionally a place (a JSON Pointer,
 * RFC 6901, into the document it speaks about) and words in both languages. Only bugs throw.
 */
import { catalogue, type ProblemCode } from './problem-catalogue.ts';

export type { ProblemCode } from './problem-catalogue.ts';

export type Language = 'zh' | 'en';
export type Localized = { zh: string; en: string };
/** Values for the words; a value that is itself words is given in both languages. */
export type Details = Record<string, string | number | boolean | Localized>;

export interface Problem {
  code: ProblemCode;
  details: Details;
  /** JSON Pointer of the place, where there is one. */
  at?: string;
  /** 'error' refuses; 'warning' is shown and can be lived with. */
  level: 'error' | 'warning';
}

export type Result<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

export function problem(code: ProblemCode, details: Details = {}, at?: string): Problem {
  return { code, details, level: 'error', ...(at === undefined ? {} : { at }) };
}

export function warning(code: ProblemCode, details: Details = {}, at?: string): Problem {
  return { ...problem(code, details, at), level: 'warning' };
}

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failed<T = never>(...problems: Problem[]): Result<T> {
  return { ok: false, problems };
}

/** The catalogue's words with the details put in place of `{name}`. */
export function wordsOf(found: Pick<Problem, 'code' | 'details'>): Localized {
  const row = catalogue[found.code];
  return {
    zh: fill(row.zh, said(found.details, 'zh')),
    en: fill(row.en, said(found.details, 'en')),
  };
}

/** The HTTP status that answers this problem. */
export function statusOf(code: ProblemCode): number {
  return catalogue[code].status;
}

/** Replaces every `{name}` by its value; a name without a value stays as it is written. */
export function fill(template: string, values: Record<string, unknown>): string {
  return template.replace(/\{(\w+(?:\.\w+)*)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return isPlain(value) ? String(value) : whole;
  });
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function said(details: Details, language: Language): Record<string, string | number | boolean> {
  const entries = Object.entries(details).map(([key, value]) => [
    key,
    typeof value === 'object' ? value[language] : value,
  ]);
  return Object.fromEntries(entries);
}
