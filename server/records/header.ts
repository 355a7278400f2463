/** Which column of a file is which field: by the field's id, or by its name in either language. */
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import { RecordFileError } from './faults.ts';

/** Where each field stands, and what else the file holds. */
export interface Layout {
  /** The headers as written. */
  headers: string[];
  /** Of each field of the definition, in its order: the index of its column. */
  columns: number[];
  /** Headers that are no field: they are left out. */
  leftOut: string[];
  /** The file says that its records were made up. */
  synthetic: boolean;
}

/** A column of this name, which is no field, says that the records of the file were made up. */
export const SYNTHETIC = 'synthetic';

/**
 * Every field has to be there: a file that leaves one out would make older values of it unknown.
 * @throws {RecordFileError} no_header, header_twice, header_ambiguous, header_missing
 */
export function layoutOf(definition: RecordDefinition, headers: readonly string[]): Layout {
  const shown = headers.map((header) => header.trim());
  if (shown.every((header) => header === '')) throw new RecordFileError('no_header');
  const fieldOf = namesOf(definition);
  const columnOf = new Map<string, number>();
  const leftOut: string[] = [];
  let synthetic = false;
  for (const [index, header] of shown.entries()) {
    const fields = fieldOf.get(header.toLowerCase()) ?? [];
    const [field] = fields;
    if (fields.length > 1) throw new RecordFileError('header_ambiguous', { header });
    if (field === undefined && header.toLowerCase() === SYNTHETIC) synthetic = true;
    else if (field === undefined) leftOut.push(header);
    else if (columnOf.has(field)) throw new RecordFileError('header_twice', { header });
    else columnOf.set(field, index);
  }
  const fields = Object.keys(definition.fields);
  const missing = fields.filter((field) => !columnOf.has(field));
  if (missing.length > 0) {
    throw new RecordFileError('header_missing', { columns: missing.join(', ') });
  }
  const columns = fields.map((field) => columnOf.get(field) ?? -1);
  return { headers: shown, columns, leftOut, synthetic };
}

/** Fields by what they may be called; an id is always meant as such. */
function namesOf({ fields }: RecordDefinition): Map<string, string[]> {
  const named = new Map<string, string[]>();
  for (const [id, { name }] of Object.entries(fields)) {
    for (const text of new Set([name.zh.toLowerCase(), name.en.toLowerCase()])) {
      named.set(text, [...(named.get(text) ?? []), id]);
    }
  }
  for (const id of Object.keys(fields)) named.set(id.toLowerCase(), [id]);
  return named;
}
