/** What is edited as a decision table: its columns and rows, and the examples that say what they mean. */
import type { Scalar } from '@flowmeter/engine/definition/condition.ts';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type { Cell, TableDefinition, TableRow } from '@flowmeter/engine/definition/table.ts';
import type { z } from 'zod';

export interface TableDocument {
  table: TableDefinition;
  /** Null until there is one. */
  examples: ExamplesDefinition | null;
}

/** What stands in a cell: the test of an input, or the value of an output. */
export type CellContent = { test: Cell } | { value: z.infer<typeof Scalar> };

/** A place in the grid: inputs first, then outputs. */
export interface Place {
  row: number;
  column: number;
}

export function widthOf({ inputs, outputs }: TableDefinition): number {
  return inputs.length + outputs.length;
}

export function isInput({ inputs }: TableDefinition, column: number): boolean {
  return column < inputs.length;
}

export function contentAt(table: TableDefinition, { row, column }: Place): CellContent {
  const held = table.rows[row];
  if (isInput(table, column)) return { test: held?.when[column] ?? [] };
  return { value: held?.then[column - table.inputs.length] ?? null };
}

/** What a cell is when nothing is in it: an input takes everything, an output is its default. */
export function blankAt(table: TableDefinition, column: number): CellContent {
  if (isInput(table, column)) return { test: [] };
  const output = table.outputs[column - table.inputs.length];
  return { value: output?.default ?? null };
}

export function blankRow(table: TableDefinition): TableRow {
  return {
    when: table.inputs.map(() => []),
    then: table.outputs.map(({ default: usual }) => usual ?? null),
  };
}
