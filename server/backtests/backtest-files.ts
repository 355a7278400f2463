/** Where backtests lie: a folder each, with the report, both packs, and a line for each flip. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { eraseTexts } from '@flowmeter/engine/privacy/erase-values.ts';
import { linesFrom } from '../line-files.ts';
import {
  rowOf,
  type BacktestPacks,
  type BacktestReport,
  type BacktestRow,
  type KeptFlip,
} from './report.ts';

export interface FlipsAsked {
  rule?: string | undefined;
  side?: string | undefined;
  /** Is it shown to whoever asks? */
  isSeen: (flip: KeptFlip) => boolean;
  /** Where the page before ended. */
  cursor: number;
  limit: number;
}

export interface BacktestFiles {
  begin(report: BacktestReport, packs: BacktestPacks): void;
  keep(report: BacktestReport): void;
  add(id: string, flips: readonly KeptFlip[]): void;
  report(id: string): BacktestReport | undefined;
  packs(id: string): BacktestPacks | undefined;
  flips(id: string, asked: FlipsAsked): { rows: KeptFlip[]; next: number | null };
  /** Newest first; without reading their reports. */
  list(): BacktestRow[];
  /** Takes values out of reports and flips; how many lines changed. */
  erase(asked: ErasedLines): number;
  remove(id: string): void;
  /** Removes what was begun before an instant and has no report: the server went down meanwhile. */
  removeStrays(before: string): number;
}

export interface ErasedLines {
  values: readonly string[];
  /** A line that holds one of these is the person’s. */
  names: readonly string[];
  /** Does a value tell a person apart wherever it stands? */
  isTelling: (value: string) => boolean;
}

const ID = /^[0-9a-z]{1,40}$/;
/** Flips that are looked at for one page. */
const MOST_LOOKED = 50_000;

export function createBacktestFiles(root: string): BacktestFiles {
  const known = new Map<string, BacktestRow>();
  const file = (id: string, name: string) => join(root, id, name);
  const read = (id: string, name: string) => readIn(root, id, name);
  const write = (id: string, name: string, content: unknown) => writeIn(root, id, name, content);

  function keep(report: BacktestReport): void {
    write(report.id, 'report.json', report);
    write(report.id, 'row.json', rowOf(report));
    known.delete(report.id);
  }

  /** What has ended stays as it is, unless it is erased or removed. */
  function listed(id: string): BacktestRow[] {
    const row = known.get(id) ?? (read(id, 'row.json') as BacktestRow | undefined) ?? ofReport(id);
    if (row !== undefined && row.status !== 'running') known.set(id, row);
    return row === undefined ? [] : [row];
  }

  /** Of backtests that were kept before rows were. */
  function ofReport(id: string): BacktestRow | undefined {
    const report = read(id, 'report.json') as BacktestReport | undefined;
    if (report === undefined) return undefined;
    const row = rowOf(report);
    write(id, 'row.json', row);
    return row;
  }

  return {
    begin: (report, packs) => {
      mkdirSync(join(root, report.id), { recursive: true });
      write(report.id, 'packs.json', packs);
      writeFileSync(file(report.id, 'flips.jsonl'), '');
      keep(report);
    },
    keep,
    add: (id, flips) => {
      const lines = flips.map((one) => `${JSON.stringify(one)}\n`).join('');
      if (lines !== '') appendFileSync(file(id, 'flips.jsonl'), lines);
    },
    report: (id) => read(id, 'report.json') as BacktestReport | undefined,
    packs: (id) => read(id, 'packs.json') as BacktestPacks | undefined,
    flips: (id, asked) => pageOf(file(id, 'flips.jsonl'), asked),
    erase: (asked) => {
      let changed = 0;
      for (const id of idsIn(root)) {
        const report = JSON.stringify(read(id, 'report.json') ?? null);
        const clean = eraseLine(report, asked);
        if (clean !== report) {
          keep(JSON.parse(clean) as BacktestReport);
          changed++;
        }
        changed += eraseLines(file(id, 'flips.jsonl'), asked);
      }
      return changed;
    },
    remove: (id) => {
      known.delete(id);
      if (ID.test(id)) rmSync(join(root, id), { recursive: true, force: true });
    },
    removeStrays: (before) => removeStraysIn(root, before),
    list: () => idsIn(root).toReversed().flatMap(listed),
  };
}

function readIn(root: string, id: string, name: string): unknown {
  const path = join(root, id, name);
  if (!ID.test(id) || !existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Replaced in one step, so that a reader never sees half of it. */
function writeIn(root: string, id: string, name: string, content: unknown): void {
  const path = join(root, id, name);
  writeFileSync(`${path}.new`, JSON.stringify(content));
  renameSync(`${path}.new`, path);
}

function removeStraysIn(root: string, before: string): number {
  const strays = idsIn(root).filter(
    (id) => !existsSync(join(root, id, 'report.json')) && isOlder(join(root, id), before),
  );
  for (const id of strays) rmSync(join(root, id), { recursive: true, force: true });
  return strays.length;
}

function idsIn(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((id) => ID.test(id))
    .toSorted();
}

function isOlder(path: string, before: string): boolean {
  return statSync(path).mtime.toISOString() < before;
}

/** Line by line into a file of its own, which takes the place of the other where something changed. */
function eraseLines(path: string, asked: ErasedLines): number {
  if (!existsSync(path)) return 0;
  let changed = 0;
  const fresh = `${path}.new`;
  writeFileSync(fresh, '');
  for (const { text } of linesFrom(path, 0)) {
    const clean = eraseLine(text, asked);
    if (clean !== text) changed++;
    appendFileSync(fresh, `${clean}\n`);
  }
  if (changed > 0) renameSync(fresh, path);
  else rmSync(fresh);
  return changed;
}

/** A line of JSON. Short values may be somebody else’s: they go where the line is the person’s. */
function eraseLine(line: string, { values, names, isTelling }: ErasedLines): string {
  const isTheirs = [...names, ...values.filter(isTelling)].some((one) => line.includes(one));
  return isTheirs ? JSON.stringify(eraseTexts(JSON.parse(line) as unknown, values)) : line;
}

/** Reads on from the cursor until the page is full. */
function pageOf(path: string, { rule, side, isSeen, cursor, limit }: FlipsAsked) {
  const rows: KeptFlip[] = [];
  let looked = 0;
  for (const { text, end } of linesFrom(path, cursor)) {
    // A page may be short: whoever reads on does not keep others waiting meanwhile.
    if (looked++ >= MOST_LOOKED) return { rows, next: end - Buffer.byteLength(text) - 1 };
    const flip = JSON.parse(text) as KeptFlip;
    if (rule !== undefined && flip.rule !== rule) continue;
    if (side !== undefined && flip.side !== side) continue;
    if (!isSeen(flip)) continue;
    rows.push(flip);
    if (rows.length === limit) return { rows, next: end };
  }
  return { rows, next: null };
}
