/**
 * A pack on disk: a folder of JSON files, one definition a file, read as it stands. Nothing is followed
 * out of the folder, and every size has a cap, because packs come from people we do not trust.
 */
import { lstat, readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { parseText } from '@flowmeter/engine/definition/parse.ts';
import { problem, type Problem } from '@flowmeter/engine/problem.ts';

/** A problem with the file it is in; `at` of the problem is a JSON Pointer into that file. */
export interface FileProblem {
  file: string;
  problem: Problem;
}

export interface LoadedPack {
  pack: Pack;
  /** Which file each definition was read from. */
  files: ReadonlyMap<Definition, string>;
  /** Files that could not be read or do not fit; their definitions are not in the pack. */
  problems: FileProblem[];
}

const MAX_FILE_BYTES = 2 * 2 ** 20;
const MAX_FILES = 5000;
const MAX_DEPTH = 8;

/**
 * Every definition in the folder and below it, in the order of the files' names. Files that are not
 * JSON (licences, read-me files) and names that begin with a dot are passed over. File names are
 * given below `folder` as it was written.
 */
export async function loadPack(folder: string): Promise<LoadedPack> {
  const problems: FileProblem[] = [];
  const definitions: Definition[] = [];
  const files = new Map<Definition, string>();
  for (const file of await jsonFiles(folder, problems)) {
    const read = await readDefinition(file);
    if ('problems' in read) {
      problems.push(...read.problems.map((found) => ({ file, problem: found })));
      continue;
    }
    definitions.push(read.definition);
    files.set(read.definition, file);
  }
  return { pack: { definitions }, files, problems };
}

/** The JSON files of a folder, sorted; what may not be read is added to `problems`. */
async function jsonFiles(folder: string, problems: FileProblem[]): Promise<string[]> {
  const found: string[] = [];
  await walk(folder, 1, async (file) => {
    const refused = await refusalOf(file);
    if (refused !== undefined) problems.push({ file, problem: refused });
    else found.push(file);
  }).catch((error: unknown) => {
    problems.push({ file: folder, problem: unreadable(error) });
  });
  if (found.length <= MAX_FILES) return found;
  const limit = { zh: `${MAX_FILES} 个文件`, en: `${MAX_FILES} files` };
  problems.push({ file: folder, problem: problem('too_large', { limit }) });
  return [];
}

async function walk(
  folder: string,
  depth: number,
  visit: (file: string) => Promise<void>,
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const named = entries.filter((entry) => !entry.name.startsWith('.'));
  for (const entry of named.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth < MAX_DEPTH) await walk(path, depth + 1, visit);
      else await visit(path);
    } else if (entry.isSymbolicLink() || extname(entry.name) === '.json') await visit(path);
  }
}

/** Why a file is not read: a link, a folder too deep, something that is no file, or too many bytes. */
async function refusalOf(file: string): Promise<Problem | undefined> {
  const found = await lstat(file);
  if (found.isSymbolicLink()) return problem('link_refused', {});
  if (found.isDirectory()) {
    return problem('too_large', {
      limit: { zh: `${MAX_DEPTH} 层文件夹`, en: `${MAX_DEPTH} levels of folders` },
    });
  }
  if (!found.isFile()) return problem('file_unreadable', { reason: 'not a file' });
  return found.size > MAX_FILE_BYTES ? problem('too_large', { limit: '2 MB' }) : undefined;
}

async function readDefinition(
  file: string,
): Promise<{ definition: Definition } | { problems: Problem[] }> {
  let text: string;
  try {
    const bytes = await readFile(file);
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    return { problems: [unreadable(error)] };
  }
  const parsed = parseText(text);
  return parsed.ok ? { definition: parsed.value } : { problems: parsed.problems };
}

function unreadable(error: unknown): Problem {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return problem('file_unreadable', { reason });
}
