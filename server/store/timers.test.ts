/** What waiting timers cost: shown by the plan of every statement and by the rows that it reads. */
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { NO_DUE } from './case-rows.ts';
import { migrate } from './migrate.ts';
import { createSql } from './statement.ts';
import { createTimerStore } from './timers.ts';

const WAITING = 100_000;
const start = Date.parse('2026-03-02T00:00:00.000Z');

const database = databaseWithTimers();
/** Texts as they were prepared, and rows that were read since the last look. */
const texts: string[] = [];
let read = 0;

/** Prepares every statement so that each row of a timer that it reads is counted. */
const counting = new Proxy(database, {
  get: (target, name) =>
    name === 'prepare'
      ? (text: string) => {
          texts.push(text);
          const counted = text.replace(
            'from "timer"',
            'from (select * from "timer" where is_read()) as "timer"',
          );
          return target.prepare(text.startsWith('select') ? counted : text);
        }
      : Reflect.get(target, name, target),
});

const timers = createTimerStore(createSql(counting), { write: () => never() } as never);

function never(): never {
  throw new Error('nothing is written here');
}

function at(minutes: number): string {
  return new Date(start + minutes * 60_000).toISOString();
}

function readBy<T>(answer: T): { answer: T; rows: number } {
  const rows = read;
  read = 0;
  return { answer, rows };
}

describe('beside a hundred thousand waiting timers', () => {
  test('every look goes straight to its place in the order of time, and sorts nothing', () => {
    const looks = texts.filter((text) => text.startsWith('select'));
    expect(looks).toHaveLength(3);
    for (const text of looks) {
      const values = Array.from({ length: text.split('?').length - 1 }, () => '');
      const plan = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values) as {
        detail: string;
      }[];
      expect(plan.map(({ detail }) => detail)).toEqual([
        expect.stringMatching(/^SEARCH timer USING PRIMARY KEY \(at[<=]\?/),
      ]);
    }
  });

  test('waking looks at the earliest alone', async () => {
    read = 0;
    expect(readBy(await timers.next())).toEqual({ answer: at(0), rows: 1 });
    expect(readBy(await timers.due(at(-1), 64))).toEqual({ answer: [], rows: 0 });
  });

  test('what is due is read, and nothing else', async () => {
    read = 0;
    const { answer, rows } = readBy(await timers.due(at(9), 64));
    expect(answer.map((row) => row.at)).toEqual(Array.from({ length: 10 }, (_, n) => at(n)));
    expect(rows).toBe(10);
    expect(readBy((await timers.due(at(WAITING), 64)).length)).toEqual({ answer: 64, rows: 64 });
  });

  test('those that wait for a calendar are found by their case', async () => {
    read = 0;
    expect(readBy((await timers.uncovered('', 5)).length)).toEqual({ answer: 5, rows: 6 });
    expect(await timers.uncovered('case999', 5)).toEqual([]);
  });
});

function databaseWithTimers(): Database.Database {
  const made = new Database(':memory:');
  migrate(made);
  made.function('is_read', () => {
    read++;
    return 1;
  });
  const insert = made.prepare('INSERT INTO timer VALUES (?, ?, 2, ?, ?)');
  made.transaction(() => {
    for (let n = 0; n < WAITING; n++) insert.run(at(n), `case${n}`, 'due', 'limit');
    for (let n = 0; n < 1000; n++) insert.run(NO_DUE, `case${n}`, 'calendar', 'limit');
  })();
  return made;
}
