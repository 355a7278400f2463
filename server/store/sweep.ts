/**
 * Takes values out of every text column of every table, those of tables to come included. Tables whose
 * texts are bound to a hash are left as they are, and it is told which of them hold a value.
 */
import { ERASED_WORDS } from '@flowmeter/engine/privacy/erased.ts';
import type { Database } from 'better-sqlite3';
import type { SweepAsked } from './erase.ts';

export interface Swept {
  /** Rows changed. */
  rows: number;
  /** Rows of tables that must not change and hold a value. */
  left: { table: string; rows: number }[];
}

/** Their texts are hashed or signed, or are no texts of people. */
const bound: ReadonlySet<string> = new Set([
  'migration',
  'definition',
  'active',
  'version',
  'audit_entry',
  'checkpoint',
  'release',
  'change_event',
  'change_item',
  'change_evidence',
  'change_person',
  'account',
  'session',
]);

/** A value this long tells a person apart wherever it stands; a shorter one may be somebody else’s. */
export const TELLING_LENGTH = 6;
const SHORTEST = 2;

export function isTelling(value: string): boolean {
  return value.length >= TELLING_LENGTH;
}

/** Inside a transaction. */
export function prepareSweep(database: Database): (asked: SweepAsked) => Swept {
  return ({ values, names, objects }) => {
    const swept: Swept = { rows: 0, left: [] };
    const sought = values
      .filter((value) => value.length >= SHORTEST)
      .toSorted((a, b) => b.length - a.length);
    const telling = [...names, ...sought.filter(isTelling)];
    for (const [table, columns] of textsIn(database)) {
      const whole = columns.map((column) => `coalesce("${column}", '')`).join(" || ' ' || ");
      const theirs = telling.map(() => `instr(${whole}, ?) > 0`).join(' OR ') || '0';
      if (table === 'salt') swept.rows += destroySalts(database, { sought, names, objects });
      else if (bound.has(table)) tellLeft(database, { table, whole, sought }, swept);
      else swept.rows += replaceIn(database, { table, columns, theirs, telling, sought });
    }
    return swept;
  };
}

/**
 * Without its salt a commitment says nothing. A short value may stand in anybody's words: by itself, or
 * in what was told of the person, it goes; within other words only what tells them apart does.
 */
function destroySalts(
  database: Database,
  { sought, names, objects }: Pick<SweepAsked, 'names' | 'objects'> & { sought: readonly string[] },
): number {
  const whole = database.prepare('DELETE FROM salt WHERE value = ?');
  const within = database.prepare('DELETE FROM salt WHERE instr(value, ?) > 0');
  const about = database.prepare(`DELETE FROM salt WHERE commitment IN (
    SELECT detail.value
    FROM audit_entry AS entry, json_tree(entry.details) AS detail
    WHERE entry.object = ? AND detail.key = 'commitment')`);
  let rows = 0;
  for (const value of new Set([...sought, ...names])) {
    rows += (isTelling(value) ? within : whole).run(value).changes;
  }
  for (const object of objects) rows += about.run(object).changes;
  return rows;
}

function tellLeft(
  database: Database,
  { table, whole, sought }: { table: string; whole: string; sought: readonly string[] },
  swept: Swept,
): void {
  const telling = sought.filter(isTelling);
  if (telling.length === 0) return;
  const holds = telling.map(() => `instr(${whole}, ?) > 0`).join(' OR ');
  const count = database.prepare(`SELECT count(*) FROM "${table}" WHERE ${holds}`).pluck();
  const rows = Number(count.get(...telling));
  if (rows > 0) swept.left.push({ table, rows });
}

interface Replacing {
  table: string;
  columns: readonly string[];
  /** The condition that a row is the person’s, and its values. */
  theirs: string;
  telling: readonly string[];
  sought: readonly string[];
}

/** First the short values, while the long ones still tell whose a row is. */
function replaceIn(
  database: Database,
  { table, columns, theirs, telling, sought }: Replacing,
): number {
  let rows = 0;
  const short = sought.filter((value) => !isTelling(value));
  for (const column of columns) {
    const set = `UPDATE "${table}" SET "${column}" = replace("${column}", ?, ?)`;
    const within = database.prepare(`${set} WHERE instr("${column}", ?) > 0 AND (${theirs})`);
    for (const value of short.flatMap(written)) {
      rows += within.run(value, ERASED_WORDS, value, ...telling).changes;
    }
  }
  for (const column of columns) {
    const set = `UPDATE "${table}" SET "${column}" = replace("${column}", ?, ?)`;
    const anywhere = database.prepare(`${set} WHERE instr("${column}", ?) > 0`);
    for (const value of sought.filter(isTelling).flatMap(written)) {
      rows += anywhere.run(value, ERASED_WORDS, value).changes;
    }
  }
  return rows;
}

/** As it stands in a text, and within JSON where that writes it otherwise. */
function written(value: string): string[] {
  return [...new Set([value, JSON.stringify(value).slice(1, -1)])];
}

function textsIn(database: Database): [table: string, columns: string[]][] {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[];
  return tables.map((table) => {
    const columns = database.pragma(`table_info("${table}")`) as { name: string; type: string }[];
    return [table, columns.filter(({ type }) => type === 'TEXT').map(({ name }) => name)];
  });
}
