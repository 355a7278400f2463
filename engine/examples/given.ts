/** Records of examples: nothing but the facts that are given. */
import { compileCalendar } from '../calendar/working-time.ts';
import { computedFact } from '../case/builtin-facts.ts';
import type { Subject } from '../case/fact-rows.ts';
import { noCase } from '../case/no-case.ts';
import type { FactValue } from '../definition/facts.ts';
import { all, type Pack } from '../definition/pack.ts';
import { missingFor, readOutput, reasonFor, tablesOf, type Tables } from '../tables/ask.ts';
import { askableFacts } from '../tables/facts.ts';
import { readingName, type FactParams, type FactSource } from '../rules/source.ts';

type Given = Readonly<Record<string, unknown>>;

/** The tables as records of a kind ask them, and the business date. */
interface About {
  tables: Tables;
  day: string | undefined;
}

/**
 * Reads given facts. Computed facts are given by the name of their reading (see `readingName`); time
 * between two moments that are given is worked out, on the pack's first calendar unless told otherwise;
 * so is what tables make of them, on the day of `accepted_at`.
 * What is not given is missing.
 */
export function givenSource(given: Given, pack: Pack, about?: About): FactSource {
  const calendars = new Map(all(pack, 'calendar').map((one) => [one.id, compileCalendar(one)]));
  const tables = about?.tables ?? tablesOf(all(pack, 'table'), askableFacts(pack));
  const day = about === undefined ? dayIn(given) : about.day;
  const subject: Subject = { ...noCase, calendars, read: (fact) => read(fact) };

  function read(fact: string, params?: FactParams): FactValue | undefined {
    const name = readingName(fact, params);
    if (Object.hasOwn(given, name)) return scalar(given[name]);
    const computed = computedFact(fact);
    const isDuration = computed?.params.some((one) => one.id === 'from');
    if (computed && isDuration) return computed.compute(subject, params ?? {});
    return fact.includes('.') ? readOutput(tables, fact, { read }, day) : undefined;
  }

  return {
    read,
    missing: (fact) => missingFor(tables, fact, { read }, day),
    reason: (fact, wording) => reasonFor(tables, fact, { read }, { day, wording }),
  };
}

function dayIn({ accepted_at: at }: Given): string | undefined {
  return typeof at === 'string' ? at.slice(0, 10) : undefined;
}

function scalar(value: unknown): FactValue | undefined {
  const known = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return known ? (value as FactValue) : undefined;
}
