/** What a row of examples gives, as the subject that rules about one kind of record are asked about. */
import { localDay } from '../calendar/working-time.ts';
import type { FactDictionary } from '../case/forms.ts';
import type { GivenRecords, RuleExample } from '../definition/examples.ts';
import type { Pack } from '../definition/pack.ts';
import { ok, type Result } from '../problem.ts';
import { recordTermsOf, type RecordKind } from '../records/kinds.ts';
import { plain } from '../rules/operands.ts';
import type { FactSource } from '../rules/source.ts';
import { askableFacts } from '../tables/facts.ts';
import { givenSource } from './given.ts';
import { sourceAmong } from './given-records.ts';

export interface GivenSubject {
  source: FactSource;
  facts: FactDictionary;
  /** Its business date; undefined where nothing tells it: everything is then in force as it began. */
  day: string | undefined;
}

export function isRecords(given: RuleExample['given']): given is GivenRecords {
  return typeof given['records'] === 'object' && given['records'] !== null;
}

/** A record of the data set, or one with the readings that are given. */
export function givenSubject(
  given: RuleExample['given'],
  record: string,
  pack: Pack,
): Result<GivenSubject> {
  const { kinds } = recordTermsOf(pack);
  if (isRecords(given)) {
    const found = sourceAmong(given, pack);
    if (!found.ok) return found;
    const source = found.value;
    return ok({ source, facts: source.kind.facts, day: source.day() });
  }
  const kind = kinds.get(record);
  const facts = kind?.facts ?? askableFacts(pack);
  const day = dayGiven(given, record, pack);
  return ok({ source: givenSource(given, pack, kind && { tables: kind.tables, day }), facts, day });
}

/** The business date of a record that is given by its readings. */
export function dayGiven(
  given: Readonly<Record<string, unknown>>,
  record: string,
  pack: Pack,
): string | undefined {
  const { kinds, setting } = recordTermsOf(pack);
  const kind = kinds.get(record);
  return kind && dayIn(given, kind, setting.zone);
}

function dayIn(
  given: Readonly<Record<string, unknown>>,
  { definition: { date = '', fields } }: RecordKind,
  zone: string,
): string | undefined {
  const type = Object.hasOwn(fields, date) ? fields[date]?.type : undefined;
  const value = Object.hasOwn(given, date) ? given[date] : undefined;
  if (type === undefined || typeof value !== 'string' || plain(type, value) === undefined) {
    return undefined;
  }
  return type === 'date' ? value : localDay({ zone }, value);
}
