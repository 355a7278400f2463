/** A table as a file of another kind: DMN, or text that spreadsheets open. */
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { writeDelimited } from '@flowmeter/engine/exchange/grid.ts';
import { gridOfTable } from '@flowmeter/engine/exchange/sheet-table.ts';
import { writeDmn } from '@flowmeter/engine/exchange/write-dmn.ts';
import { ok, type Language, type Result } from '@flowmeter/engine/problem.ts';

export const tableFormats = {
  dmn: { type: 'application/xml; charset=utf-8' },
  tsv: { type: 'text/tab-separated-values; charset=utf-8' },
  csv: { type: 'text/csv; charset=utf-8' },
} as const;

export type TableFormat = keyof typeof tableFormats;

/** In DMN with the tables it asks, so that it decides the same elsewhere. */
export function tableText(
  table: TableDefinition,
  pack: Pack,
  { format, language }: { format: TableFormat; language: Language },
): Result<string> {
  if (format === 'dmn') return writeDmn(withAsked(table, pack));
  const text = writeDelimited(gridOfTable(table, language), format === 'tsv' ? '\t' : ',');
  // Without the mark spreadsheets take UTF-8 for something else.
  return ok(format === 'csv' ? `\uFEFF${text}` : text);
}

/** Those that are asked first. */
function withAsked(table: TableDefinition, pack: Pack): TableDefinition[] {
  const byId = new Map(all(pack, 'table').map((one) => [one.id, one]));
  const found = new Set<TableDefinition>();
  const visiting = new Set<string>();
  const visit = (one: TableDefinition) => {
    if (visiting.has(one.id)) return;
    visiting.add(one.id);
    for (const { fact = '' } of one.inputs) {
      const asked = fact.includes('.') ? byId.get(fact.split('.', 1).join('')) : undefined;
      if (asked !== undefined) visit(asked);
    }
    found.add(one);
  };
  visit(table);
  return [...found];
}
