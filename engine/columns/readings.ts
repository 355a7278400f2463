/** What rules read that is no column yet: worked out from other records, or read through links. */
import type { Program } from '../rules/compile.ts';
import { comparisonsIn } from '../rules/interpret.ts';
import { meaningOf, type Reading } from '../rules/operands.ts';
import type { FactSource } from '../rules/source.ts';
import type { ColumnTable } from './column.ts';
import { columnWriter } from './write.ts';

/** Every reading of a program, by its name. */
export function readingsOf({ probes, trees, facts }: Program): Map<string, Reading> {
  const inProbes = probes.flatMap(({ value, pair }) => [
    ...(value === undefined ? [] : [value.reading]),
    ...(pair === undefined ? [] : [pair.left, pair.right]),
  ]);
  const inTrees = trees.flatMap(({ asked: { condition, params } }) =>
    comparisonsIn(condition).flatMap((one) => {
      const meaning = meaningOf(one, { facts, params });
      if (meaning === undefined) return [];
      return 'reading' in meaning.right ? [meaning.left, meaning.right.reading] : [meaning.left];
    }),
  );
  return new Map([...inProbes, ...inTrees].map((reading) => [reading.name, reading]));
}

/**
 * The table with a column for each reading that it lacks, asked of every row once. Rules evaluated over it
 * then look up classes for derived facts too.
 */
export function withReadings(
  program: Program,
  { rows, columns }: ColumnTable,
  sourceAt: (row: number) => FactSource,
): ColumnTable {
  const lacking = [...readingsOf(program).values()].filter(({ name }) => !columns.has(name));
  const writers = lacking.map(({ type }) => columnWriter(type));
  for (let row = 0; lacking.length > 0 && row < rows; row++) {
    const source = sourceAt(row);
    for (const [place, { fact, params }] of lacking.entries()) {
      writers[place]?.push(source.read(fact, params));
    }
  }
  const made = lacking.flatMap(({ name }, place) => {
    const writer = writers[place];
    return writer === undefined ? [] : [[name, writer.take()] as const];
  });
  return { rows, columns: new Map([...columns, ...made]) };
}
