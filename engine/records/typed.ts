/** Types of expressions, and how they fit one another. */
import { dayNumber, instantMs } from '../calendar/zone.ts';
import { pointer } from '../definition/pointer.ts';
import { problem, type Localized, type Problem } from '../problem.ts';
import type { CheckTerms } from '../rules/check-arguments.ts';
import type { FunctionRow, Kind } from './function-row.ts';
import type { Scope } from './scope.ts';

export interface Typed {
  kind: Kind | undefined;
  /** It may be null. */
  nullable: boolean;
  /** A text that is written down may stand for a date or a date-time. */
  text?: string | undefined;
  problems: Problem[];
}

export interface Place {
  scope: Scope;
  at: string;
  depth: number;
}

/** Below a place. */
export function within({ scope, at, depth }: Place, ...path: (string | number)[]): Place {
  return { scope, at: at + pointer(path), depth: depth + 1 };
}

/** Does it fit where a value of these kinds is wanted? */
export function fits({ kind, text }: Typed, wanted: readonly Kind[]): boolean {
  if (kind === undefined || wanted.includes(kind)) return true;
  if (text === undefined) return false;
  if (wanted.includes('date') && dayNumber(text) !== undefined) return true;
  return wanted.includes('datetime') && instantMs(text) !== undefined;
}

export function misfit(typed: Typed, wanted: readonly Kind[], at: string): Problem[] {
  if (typed.kind === undefined || fits(typed, wanted)) return [];
  const details = { wanted: kindWords(wanted), found: kindNames[typed.kind] };
  return [problem('expression_kind', details, at)];
}

/** Two that are compared, or stand for one another. */
export function sameKind(one: Typed, other: Typed): boolean {
  if (one.kind === undefined || other.kind === undefined) return true;
  return fits(other, [one.kind]) || fits(one, [other.kind]);
}

/** What a text stands for beside others: their kind. */
export function kindAmong(all: readonly Typed[]): Kind | undefined {
  const said = all.find(({ kind, text }) => kind !== undefined && text === undefined);
  return (said ?? all.find(({ kind }) => kind !== undefined))?.kind;
}

/**
 * What the arguments of a function are taken for, one by one: those that repeat are of one kind; a text
 * that is written down where a moment is wanted is the one that it spells.
 */
export function kindsOf({ params }: FunctionRow, args: readonly Typed[]): (Kind | undefined)[] {
  const among = params.some(({ repeats }) => repeats) ? kindAmong(args) : undefined;
  return args.map(({ kind, text }, index) => {
    const takes = params[Math.min(index, params.length - 1)]?.takes;
    if (takes === undefined || takes === 'calendar') return kind;
    if (takes !== 'moment' && takes !== 'ordered' && takes !== 'any') return takes;
    if (among !== undefined && among !== 'text') return among;
    return text === undefined || takes === 'any' ? kind : momentKind(text);
  });
}

function momentKind(text: string): Kind {
  if (dayNumber(text) !== undefined) return 'date';
  return instantMs(text) === undefined ? 'text' : 'datetime';
}

export function wrong(...problems: Problem[]): Typed {
  return { kind: undefined, nullable: false, problems };
}

export const kindNames: Record<Kind, Localized> = {
  text: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  boolean: { zh: '是否', en: 'yes or no' },
  date: { zh: '日期', en: 'a date' },
  datetime: { zh: '日期时间', en: 'a date and time' },
};

export const everyKind: readonly Kind[] = ['text', 'number', 'boolean', 'date', 'datetime'];

/** What conditions within expressions are checked against. */
export function checkTermsOf({ facts, kind, params, terms }: Scope): CheckTerms {
  return {
    facts,
    params,
    record: kind.definition.id,
    calendars: new Set(terms.calendars.keys()),
  };
}

function kindWords(kinds: readonly Kind[]): Localized {
  const words = (language: keyof Localized, by: string) =>
    kinds.map((kind) => kindNames[kind][language]).join(by);
  return { zh: words('zh', '或'), en: words('en', ' or ') };
}
