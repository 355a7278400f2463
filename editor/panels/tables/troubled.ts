/** Problems by the rows that they are about. */
import { useMemo } from 'react';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { Analysis } from './use-analysis.ts';

/** Of the form of the table, and of what its rows mean together: those name every row that is part of it. */
export function useTroubled(
  problems: readonly Problem[],
  { found }: Analysis,
): ReadonlyMap<number, readonly Problem[]> {
  return useMemo(() => {
    const rows = new Map<number, Problem[]>();
    const add = (row: number, problem: Problem) => {
      rows.set(row, [...(rows.get(row) ?? []), problem]);
    };
    for (const problem of problems) for (const row of rowsAt(problem)) add(row, problem);
    for (const { problem, rows: about } of found) for (const row of about) add(row, problem);
    return rows;
  }, [problems, found]);
}

/** None for what is about the whole table. */
export function rowsAt({ at = '' }: Problem): number[] {
  const row = /^\/rows\/(\d+)/.exec(at)?.[1];
  return row === undefined ? [] : [Number(row)];
}
