/** Are kinds of record whole, and the facts derived about them? */
import { pointer } from './parse.ts';
import { problem, type Problem } from '../problem.ts';
import type { DerivedDefinition } from './derived.ts';
import { find, type Pack } from './pack.ts';
import type { RecordDefinition } from './record.ts';
import { ruleRecords } from './ruleset.ts';

const FIELD = { zh: '字段', en: 'field' };
const RECORD = { zh: '记录', en: 'record' };

export function checkRecord(record: RecordDefinition): Problem[] {
  const builtin = ruleRecords.some((one) => one === record.id)
    ? [problem('record_is_builtin', { record: record.id }, '/id')]
    : [];
  const named = (ids: readonly string[] | undefined, at: string) =>
    (ids ?? []).flatMap((id, index) =>
      Object.hasOwn(record.fields, id)
        ? []
        : [problem('unknown_reference', { what: FIELD, id }, `${at}/${index}`)],
    );
  return [...builtin, ...named(record.key, '/key'), ...named(record.object, '/object')];
}

export function checkDerived({ record }: DerivedDefinition, pack: Pack): Problem[] {
  return find(pack, 'record', record) === undefined
    ? [problem('unknown_reference', { what: RECORD, id: record }, pointer(['record']))]
    : [];
}
