/** A small set of synthetic records in memory, and what the rules in force say of it. */
import { instantText } from '@flowmeter/engine/calendar/zone.ts';
import type { ColumnTable } from '@flowmeter/engine/columns/column.ts';
import { columnOf } from '@flowmeter/engine/columns/write.ts';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';
import { askRecords } from '@flowmeter/engine/records/ask.ts';
import { columnDataSet } from '@flowmeter/engine/records/column-records.ts';
import type { DataSet } from '@flowmeter/engine/records/data-set.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import { recordSource } from '@flowmeter/engine/records/source.ts';
import type { Plain } from '@flowmeter/engine/rules/operators.ts';
import { generate, type Asked, type Batch } from '@flowmeter/engine/synthetic/generate.ts';
import type { SyntheticPlan } from '@flowmeter/engine/synthetic/plan.ts';

/** `A53 reading R1`: a rule and the record that it finds. */
export type Name = string;

export interface Told {
  planted: Set<Name>;
  /** Found too, and rightly so, for something else was planted there. */
  explained: Set<Name>;
  hits: Set<Name>;
  unknown: Set<Name>;
}

function moment(value: Plain | undefined): FactValue {
  return typeof value === 'number' ? instantText(value) : (value as FactValue);
}

type Values = readonly (Plain | undefined)[];

export function tellOf(plan: SyntheticPlan, pack: Pack, asked: Asked): Told {
  const batches = [...generate(plan, pack, asked)];
  const data = dataOf(batches, pack);
  return { ...plantedIn(batches, pack), ...answersOf(data, pack, `${plan.until}T15:00:00.000Z`) };
}

function definitionOf(pack: Pack, record: string) {
  return recordTermsOf(pack).kinds.get(record)!.definition;
}

/** Values as facts have them: date-times as text. */
function factsOf(record: string, values: Values, pack: Pack): Record<string, FactValue> {
  const fields = Object.entries(definitionOf(pack, record).fields);
  return Object.fromEntries(
    fields.map(([id, { type }], at) => [
      id,
      type === 'datetime' ? moment(values[at]) : (values[at] as FactValue),
    ]),
  );
}

function nameOf(rule: string, record: string, facts: Record<string, FactValue>, pack: Pack): Name {
  const { key } = definitionOf(pack, record);
  return [rule, record, ...key.map((id) => facts[id])].join(' ');
}

function plantedIn(batches: readonly Batch[], pack: Pack): Pick<Told, 'planted' | 'explained'> {
  const [planted, explained] = [new Set<Name>(), new Set<Name>()];
  for (const { rows, planted: found, also } of batches) {
    for (const { rule, record, key } of found) {
      const { key: ids, fields } = definitionOf(pack, record);
      const said = ids.map((id, at) =>
        fields[id]!.type === 'datetime' ? instantText(Number(key[at])) : key[at],
      );
      planted.add([rule, record, ...said].join(' '));
    }
    for (const { record, values } of also.length > 0 ? rows : []) {
      const facts = factsOf(record, values, pack);
      for (const rule of also) explained.add(nameOf(rule, record, facts, pack));
    }
  }
  return { planted, explained };
}

export function dataOf(batches: readonly Batch[], pack: Pack): DataSet {
  const rows = Map.groupBy(
    batches.flatMap((batch) => batch.rows),
    ({ record }) => record,
  );
  const tables = [...rows].map(([record, list]): [string, ColumnTable] => {
    const facts = list.map(({ values }) => factsOf(record, values, pack));
    const columns = Object.entries(definitionOf(pack, record).fields).map(
      ([id, { type }]) =>
        [
          id,
          columnOf(
            type,
            facts.map((one) => one[id]),
          ),
        ] as const,
    );
    return [record, { rows: list.length, columns: new Map(columns) }];
  });
  return columnDataSet(new Map(tables));
}

function answersOf(data: DataSet, pack: Pack, at: string): Pick<Told, 'hits' | 'unknown'> {
  const terms = recordTermsOf(pack);
  const rules = all(pack, 'ruleset').flatMap((set) => set.rules);
  const [hits, unknown] = [new Set<Name>(), new Set<Name>()];
  for (const kind of terms.kinds.keys()) {
    const source = recordSource({ terms, data, at }, kind)!;
    const keys = source.kind.definition.key;
    const theirs = rules.filter(({ record }) => record === kind);
    for (const answer of askRecords(source, theirs)) {
      const key = keys.map((id) => source.records.read(answer.row, id));
      for (const { id } of answer.hits) hits.add([id, kind, ...key].join(' '));
      for (const { id } of answer.unknown) unknown.add([id, kind, ...key].join(' '));
    }
  }
  return { hits, unknown };
}
