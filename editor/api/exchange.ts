/** Decision tables in other tools' files: looked at, brought in as drafts, given out. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Mapping } from '@flowmeter/engine/exchange/mapping.ts';
import type { ImportedTablesView, TableReadingView } from '@flowmeter/server/views/exchange.ts';
import { answerDeep, api, intent, until } from './client.ts';

export type TableReading = z.infer<typeof TableReadingView>;
export type ReadSheet = TableReading['sheets'][number];
export type ImportedTables = z.infer<typeof ImportedTablesView>;

/** A file as it was chosen, or text as it was pasted; each choice has a number of its own. */
export interface TableFile {
  number: number;
  name: string;
  base64?: string;
  text?: string;
}

export type SheetMapping = { sheet: string; mapping: Mapping };

let choices = 0;

export function pastedFile(text: string): TableFile {
  return { number: ++choices, name: 'table', text };
}

/** What is in it, its sheets read as they are mapped. */
export const readingOf = (file: TableFile | undefined, mappings: SheetMapping[]) =>
  queryOptions({
    queryKey: ['tables', 'reading', file?.number, mappings] as const,
    queryFn: ({ signal }) =>
      answerDeep<TableReading>(
        api.imports.tables.read.$post({ json: asked(file, mappings) }, until(signal)),
      ),
    enabled: file !== undefined,
    // While another mapping of the same file is read, what was read last stays in sight.
    placeholderData: (last, query) => (query?.queryKey[2] === file?.number ? last : undefined),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

export interface TableImport {
  file: TableFile;
  mappings: SheetMapping[];
}

export function importTables(
  { file, mappings }: TableImport,
  key: string,
): Promise<ImportedTables> {
  return answerDeep<ImportedTables>(
    api.imports.tables.$post({ json: asked(file, mappings) }, intent({ key })),
  );
}

function asked(file: TableFile | undefined, mappings: SheetMapping[]) {
  const { number: _, ...said } = { number: 0, name: '–', ...file };
  return { ...said, ...(mappings.length === 0 ? {} : { mappings }) };
}

/** Where the version in force is given out. */
export function exportPath(id: string, as: 'dmn' | 'tsv' | 'csv', language: string): string {
  return `/api/exports/tables/${encodeURIComponent(id)}?as=${as}&language=${language}`;
}

/** The longest file that one request carries. */
export const MOST_BYTES = 1_450_000;

/** @throws what the browser says when the file cannot be read */
export async function fileOf(chosen: File): Promise<TableFile> {
  const bytes = new Uint8Array(await chosen.arrayBuffer());
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  }
  return { number: ++choices, name: chosen.name.slice(0, 200), base64: btoa(parts.join('')) };
}

/** Arguments of one call are limited. */
const PIECE = 8192;
