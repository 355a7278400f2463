/** The sheets of a workbook (`.xlsx`) as grids; archives are opened here, parts are read by the engine. */
import { posix } from 'node:path';
import { boundedGrid, type Grid } from '@flowmeter/engine/exchange/grid.ts';
import {
  formatsReader,
  relationsReader,
  stringsReader,
  workbookReader,
  type PartReader,
  type Relation,
} from '@flowmeter/engine/exchange/workbook.ts';
import { sheetReader } from '@flowmeter/engine/exchange/worksheet.ts';
import {
  failed,
  ok,
  problem,
  warning,
  type Localized,
  type Problem,
  type Result,
} from '@flowmeter/engine/problem.ts';
import { createLogDecoder, LogFileError } from '../log-files.ts';
import { fileReason } from '../log-problem.ts';
import { openArchive, reasonOf, type Archive } from './unzip.ts';

export interface Sheets {
  grids: Grid[];
  /** Hidden sheets and charts that were passed over; what of a sheet is not as it looks. */
  problems: Problem[];
}

const MOST_SHEETS = 50;

export async function readWorkbook(bytes: Uint8Array): Promise<Result<Sheets>> {
  const opened = await openArchive(bytes);
  if (!opened.ok) return opened;
  try {
    return ok(await sheetsOf(opened.value));
  } catch (error) {
    if (error instanceof PartError) return failed(error.problem);
    throw error;
  }
}

/** The way out of nested readers: one part cannot be read, so the workbook cannot. */
class PartError extends Error {
  readonly problem: Problem;

  constructor(found: Problem) {
    super(found.code);
    this.problem = found;
  }
}

async function sheetsOf(archive: Archive): Promise<Sheets> {
  const top = await relationsOf(archive, '');
  const main = partOf(
    '',
    top.find(({ type }) => type === 'officeDocument'),
  );
  if (main === undefined || !archive.has(main)) refuse(NO_WORKBOOK, '_rels/.rels');
  const related = await relationsOf(archive, main);
  const workbook = await read(archive, main, workbookReader());
  const shared = {
    strings: (await readRelated(archive, main, related, 'sharedStrings', stringsReader())) ?? [],
    formats: (await readRelated(archive, main, related, 'styles', formatsReader())) ?? [],
    from1904: workbook.from1904,
  };
  if (workbook.sheets.length > MOST_SHEETS) {
    refuse(
      { zh: `超过 ${MOST_SHEETS} 张工作表`, en: `it has more than ${MOST_SHEETS} sheets` },
      main,
    );
  }
  const grids: Grid[] = [];
  const problems: Problem[] = [];
  for (const { name, relation, isHidden } of workbook.sheets) {
    const found = related.find(({ id }) => id === relation);
    const part = found?.type === 'worksheet' ? partOf(main, found) : undefined;
    if (isHidden || part === undefined) {
      problems.push(
        warning('exchange_not_kept', { what: name, place: isHidden ? HIDDEN : NO_CELLS }),
      );
      continue;
    }
    const sheet = await read(archive, part, sheetReader(shared));
    const bounded = boundedGrid({ name, rows: sheet.rows });
    if (!bounded.ok) throw new PartError(bounded.problems[0] ?? problem('exchange_without_table'));
    grids.push(bounded.value);
    problems.push(...sheet.problems);
  }
  return { grids, problems };
}

const NO_WORKBOOK: Localized = { zh: '不是 .xlsx 工作簿', en: 'it is no workbook (.xlsx)' };
const HIDDEN: Localized = { zh: '隐藏的工作表', en: 'a hidden sheet' };
const NO_CELLS: Localized = { zh: '没有单元格的工作表', en: 'a sheet without cells' };

async function relationsOf(archive: Archive, part: string): Promise<Relation[]> {
  const { dir, base } = posix.parse(part);
  const name = posix.join(dir, '_rels', `${base}.rels`);
  return archive.has(name) ? read(archive, name, relationsReader()) : [];
}

/** Targets are names in the archive: absolute, or from where the part is. Nothing outside is followed. */
function partOf(part: string, relation: Relation | undefined): string | undefined {
  if (relation === undefined || relation.isOutside) return undefined;
  const { target } = relation;
  return target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(part), target);
}

async function readRelated<T>(
  archive: Archive,
  main: string,
  related: readonly Relation[],
  type: string,
  reader: PartReader<T>,
): Promise<T | undefined> {
  const part = partOf(
    main,
    related.find((one) => one.type === type),
  );
  return part !== undefined && archive.has(part) ? read(archive, part, reader) : undefined;
}

async function read<T>(archive: Archive, name: string, reader: PartReader<T>): Promise<T> {
  const decoder = createLogDecoder();
  try {
    for await (const bytes of archive.read(name)) check(reader.write(decoder.write(bytes)));
    check(reader.write(decoder.close()));
  } catch (error) {
    if (error instanceof PartError) throw error;
    refuse(error instanceof LogFileError ? fileReason(error) : reasonOf(error), name);
  }
  check(reader.close());
  return reader.value;
}

function check(found: Problem | undefined): void {
  if (found !== undefined) throw new PartError(found);
}

function refuse(reason: Localized, part: string): never {
  throw new PartError(problem('exchange_unreadable', { reason, place: part }));
}
