/** Do cells say values of their columns, and something that there can be? */
import type { FactDictionary } from '../case/forms.ts';
import type { CellTest, Interval, TableDefinition, TableInput } from '../definition/table.ts';
import { problem, warning, type Localized, type Problem } from '../problem.ts';
import { typeNames } from '../rules/check.ts';
import { plain } from '../rules/operands.ts';
import { classesOf } from './classes.ts';
import { columnOf, ordinal, type Column } from './columns.ts';

/** Each different cell is looked at once, at the first row that has it. */
export function checkCells(table: TableDefinition, facts: FactDictionary): Problem[] {
  return table.inputs.flatMap((input, place) => {
    const column = columnOf(input, facts);
    const seen = new Set<string>();
    return table.rows.flatMap(({ when }, index) => {
      const cell = when[place] ?? [];
      const key = JSON.stringify(cell);
      if (seen.has(key)) return [];
      seen.add(key);
      const at = `/rows/${index}/when/${place}`;
      const found = cell.flatMap((test, position) => checkTest(test, column, `${at}/${position}`));
      if (found.some(({ level }) => level === 'error')) return found;
      return canBe(cell, column)
        ? found
        : [problem('table_cell_empty', { column: column.name }, at)];
    });
  });
}

function checkTest(test: CellTest, column: Column, at: string): Problem[] {
  if (test === null) {
    if (column.nullable) return [];
    return [warning('never_null', { fact: column.name }, at)];
  }
  if (typeof test !== 'object') return checkValue(test, column, at);
  if ('not' in test) {
    return test.not.flatMap((one, index) => checkTest(one, column, `${at}/not/${index}`));
  }
  if (column.isOrdered) return checkInterval(test, column, at);
  const details = { column: column.name, type: typeNames[column.type] };
  return [problem('table_cell_unordered', details, at)];
}

function checkInterval(interval: Interval, column: Column, at: string): Problem[] {
  return Object.entries(interval).flatMap(([side, bound]) =>
    plain(column.type, bound) === undefined
      ? [wrongType(column.name, column.type, bound, `${at}/${side}`)]
      : [],
  );
}

function checkValue(value: string | number | boolean, column: Column, at: string): Problem[] {
  if (plain(column.type, value) === undefined) {
    return [wrongType(column.name, column.type, value, at)];
  }
  const place = ordinal(column.type, value) ?? 0;
  const { min = -Infinity, max = Infinity, values, isOrdered, isWhole } = column;
  const isWithin = isOrdered
    ? place >= min && place <= max && (!isWhole || Number.isInteger(place))
    : values === undefined || values.includes(value);
  if (isWithin) return [];
  const details = { value: JSON.stringify(value), column: column.name };
  return [problem('table_cell_outside', details, at)];
}

/** Does the domain hold a value that the cell takes? */
function canBe(cell: readonly CellTest[], column: Column): boolean {
  const classes = classesOf(column, [[...cell]]);
  return classes
    .rangesOf([...cell])
    .some(([first, last]) =>
      classes.samples.slice(first, last + 1).some((sample) => sample !== undefined),
    );
}

/** A value that is none of the column's type. */
export function wrongType(
  column: Localized,
  type: TableInput['type'],
  value: unknown,
  at: string,
): Problem {
  const details = { column, type: typeNames[type], value: JSON.stringify(value) ?? '' };
  return problem('table_cell_type', details, at);
}
