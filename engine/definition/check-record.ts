/** Are kinds of record whole: their key, order and dates, where their links lead? */
import { problem, warning, type Localized, type Problem } from '../problem.ts';
import { recordTermsOf } from '../records/kinds.ts';
import { comparable } from '../rules/operands.ts';
import type { Fact } from './facts.ts';
import { find, type Pack } from './pack.ts';
import { pointer } from './pointer.ts';
import { parsePattern } from './pattern.ts';
import type { RecordDefinition, RecordLink } from './record.ts';
import { ruleRecords } from './ruleset.ts';

const FIELD = { zh: '字段', en: 'field' };
const FACT = { zh: '数据项', en: 'fact' };
const RECORD = { zh: '记录', en: 'record' };

export function checkRecord(record: RecordDefinition, pack: Pack): Problem[] {
  const { id, key, object = [] } = record;
  const builtin = ruleRecords.some((one) => one === id)
    ? [problem('record_is_builtin', { record: id }, '/id')]
    : [];
  return [
    ...builtin,
    ...key.flatMap((field, index) => checkField(record, field, `/key/${index}`)),
    ...object.flatMap((field, index) => checkField(record, field, `/object/${index}`)),
    ...checkRole(record, 'order', ordered),
    ...checkRole(record, 'date', moments),
    ...checkRole(record, 'period', ordered),
    ...checkFields(record),
    ...Object.entries(record.links ?? {}).flatMap(([name, link]) =>
      checkLink(record, name, link, pack),
    ),
    ...checkFacts(record, pack),
  ];
}

type Types = readonly Fact['type'][];

const moments: Types = ['date', 'datetime'];
const ordered: Types = ['string', 'number', 'integer', ...moments];

function checkField({ fields }: RecordDefinition, id: string, at: string): Problem[] {
  return Object.hasOwn(fields, id) ? [] : [unknown(FIELD, id, at)];
}

function checkRole(
  record: RecordDefinition,
  role: 'order' | 'date' | 'period',
  types: Types,
): Problem[] {
  const id = record[role];
  if (id === undefined) return [];
  const field = Object.hasOwn(record.fields, id) ? record.fields[id] : undefined;
  if (field === undefined) return [unknown(FIELD, id, `/${role}`)];
  if (types.includes(field.type)) return [];
  const wanted: Localized =
    types === moments
      ? { zh: '日期或日期时间', en: 'a date or a date and time' }
      : { zh: '可以排序的值', en: 'something that has an order' };
  return [problem('field_other_type', { field: field.name, wanted }, `/${role}`)];
}

function checkFields({ fields, links = {} }: RecordDefinition): Problem[] {
  return Object.entries(fields).flatMap(([id, field]) => {
    const at = `/fields${pointer([id])}`;
    const found: Problem[] = [];
    if (field.type === 'enum' && field.options === undefined) {
      found.push(problem('enum_without_options', { fact: field.name }, at));
    }
    if (field.pattern !== undefined && parsePattern(field.pattern) === undefined) {
      const details = { fact: field.name, pattern: field.pattern };
      found.push(problem('pattern_unreadable', details, `${at}/pattern`));
    }
    if (id === 'now' || id === 'today') found.push(problem('hides_builtin', { fact: id }, at));
    if (Object.hasOwn(links, id)) found.push(problem('derived_hides', { fact: id }, at));
    return found;
  });
}

/** A link leads to one record at most: it gives the whole key of the other kind. */
function checkLink(record: RecordDefinition, name: string, link: RecordLink, pack: Pack) {
  const at = `/links${pointer([name])}`;
  const target = find(pack, 'record', link.record);
  if (target === undefined) return [unknown(RECORD, link.record, `${at}/record`)];
  const found = Object.entries(link.by).flatMap(([their, our]) => {
    const place = `${at}/by${pointer([their])}`;
    const other = Object.hasOwn(target.fields, their) ? target.fields[their] : undefined;
    const own = Object.hasOwn(record.fields, our) ? record.fields[our] : undefined;
    if (other === undefined) return [unknown(FIELD, their, place)];
    if (own === undefined) return [unknown(FIELD, our, place)];
    if (comparable(own.type, other.type)) return [];
    return [problem('link_other_type', { field: own.name, other: other.name }, place)];
  });
  if (found.length > 0 || target.key.every((id) => Object.hasOwn(link.by, id))) return found;
  return [warning('link_not_key', { record: target.name }, `${at}/by`)];
}

function checkFacts(record: RecordDefinition, pack: Pack): Problem[] {
  const facts = recordTermsOf(pack).kinds.get(record.id)?.facts ?? {};
  return (['unit', 'person', 'money'] as const).flatMap((role) => {
    const name = record[role];
    return name === undefined || name in facts ? [] : [unknown(FACT, name, `/${role}`)];
  });
}

function unknown(what: Localized, id: string, at: string): Problem {
  return problem('unknown_reference', { what, id }, at);
}
