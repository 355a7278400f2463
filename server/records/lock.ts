/** One import at a time for a kind of record, also between the server and the command line. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Gives the folder free; undefined when somebody else has it. */
export function lockFolder(folder: string): (() => void) | undefined {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'lock');
  if (isLeft(file)) rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch {
    return undefined;
  }
  held.add(file);
  return () => {
    held.delete(file);
    rmSync(file, { force: true });
  };
}

/** Does somebody have it: is an import under way? */
export function isLocked(folder: string): boolean {
  const file = join(folder, 'lock');
  return existsSync(file) && !isLeft(file);
}

/** By this process. One that is started anew may have the number of the one before. */
const held = new Set<string>();

/** Of a process that is no more. */
function isLeft(file: string): boolean {
  if (!existsSync(file)) return false;
  const pid = Number(readFileSync(file, 'utf8'));
  if (pid === process.pid) return !held.has(file);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code !== 'EPERM';
  }
}
