/**
 * The writer thread: holds a connection of its own to the store's file and commits the groups it is
 * given. It knows rows and no cases; `thread-handle.ts` is its other end.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { prepareApply, type Applied } from './apply-commit.ts';
import type { CommitRows } from './commit-rows.ts';
import { createGroupCommit, type Settled } from './group-commit.ts';
import { openDatabase } from './sqlite.ts';
import { createSql } from './statement.ts';

/** A group as JSON text, or null: close the file and end. */
export type ToThread = string | null;
export type FromThread = Settled<Applied>;

const database = openDatabase(String(workerData));
const sql = createSql(database);
const group = createGroupCommit(database, sql);
const apply = prepareApply(sql, group.notify);

parentPort?.on('message', (text: ToThread) => {
  if (text === null) {
    database.close();
    parentPort?.close();
    return;
  }
  const commits = JSON.parse(text) as CommitRows[];
  const settled: FromThread = group.settle(commits.map((rows) => () => apply(rows)));
  parentPort?.postMessage(settled, []);
});
