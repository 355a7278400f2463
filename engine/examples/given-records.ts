/** Data sets of examples: a few records of each kind, written down. */
import type { ColumnTable } from '../columns/column.ts';
import { columnOf } from '../columns/write.ts';
import { misfitOf } from '../case/forms.ts';
import type { GivenRecords } from '../definition/examples.ts';
import type { FactValue } from '../definition/facts.ts';
import type { Pack } from '../definition/pack.ts';
import { failed, ok, problem, type Problem, type Result } from '../problem.ts';
import { columnDataSet } from '../records/column-records.ts';
import { recordTermsOf, type RecordKind } from '../records/kinds.ts';
import type { RecordSource } from '../records/record-source.ts';
import { recordSource } from '../records/source.ts';
import { plain } from '../rules/operands.ts';
import type { Plain } from '../rules/operators.ts';

type Row = GivenRecords['records'][string][number];

/** The record that is asked, among those given; or what of them does not fit its kind. */
export function sourceAmong({ records, ask }: GivenRecords, pack: Pack): Result<RecordSource> {
  const terms = recordTermsOf(pack);
  const found: Problem[] = [];
  const tables = new Map<string, ColumnTable>();
  for (const [id, rows] of Object.entries(records)) {
    const kind = terms.kinds.get(id);
    const at = `/given/records/${id}`;
    if (kind === undefined) found.push(unknown(RECORD, id, at));
    else {
      found.push(...rows.flatMap((row, index) => misfits(row, kind, `${at}/${index}`)));
      tables.set(id, tableOf(rows, kind));
    }
  }
  if (found.length > 0) return failed(...found);
  const asking = { terms, data: columnDataSet(tables), at: new Date(ask.at).toISOString() };
  const source = recordSource(asking, ask.record);
  if (source === undefined) return failed(unknown(RECORD, ask.record, '/given/ask/record'));
  const rows = rowsOf(source, [ask.key].flat());
  const [row] = [rows?.[0]];
  if (row === undefined) {
    return failed(unknown(RECORD, JSON.stringify(ask.key), '/given/ask/key'));
  }
  source.stand(row);
  return ok(source);
}

const RECORD = { zh: '记录', en: 'record' };
const FIELD = { zh: '字段', en: 'field' };

function rowsOf({ kind, records }: RecordSource, key: readonly Plain[]) {
  const { key: fields } = kind.definition;
  const values = fields.flatMap((field, index) => {
    const type = kind.definition.fields[field]?.type;
    return (type && plain(type, key[index])) ?? [];
  });
  return values.length === fields.length && key.length === fields.length
    ? records.lookup(fields, values)
    : undefined;
}

function misfits(row: Row, { definition }: RecordKind, at: string): Problem[] {
  return Object.entries(row).flatMap(([id, value]) => {
    const field = Object.hasOwn(definition.fields, id) ? definition.fields[id] : undefined;
    const place = `${at}/${id}`;
    if (field === undefined) return [unknown(FIELD, id, place)];
    const misfit = value === null ? undefined : misfitOf(field, value);
    return misfit === undefined ? [] : [{ ...misfit, at: place }];
  });
}

function tableOf(rows: readonly Row[], { definition }: RecordKind): ColumnTable {
  const columns = Object.entries(definition.fields).map(([id, { type }]) => {
    const values = rows.map((row): FactValue | undefined =>
      Object.hasOwn(row, id) ? row[id] : undefined,
    );
    return [id, columnOf(type, values)] as const;
  });
  return { rows: rows.length, columns: new Map(columns) };
}

function unknown(what: { zh: string; en: string }, id: string, at: string): Problem {
  return problem('unknown_reference', { what, id }, at);
}
