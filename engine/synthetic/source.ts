/** Sources of values made ready to be asked again and again. */
import type { Pack } from '../definition/pack.ts';
import { all } from '../definition/pack.ts';
import { instantText } from '../calendar/zone.ts';
import { apply, type Setting } from '../records/function-row.ts';
import { functionOf } from '../records/functions.ts';
import { rounded } from '../records/number-functions.ts';
import { plain } from '../rules/operands.ts';
import { operatorOf, type Plain } from '../rules/operators.ts';
import type { Chance } from '../simulation/chance.ts';
import { compileTable, type CompiledTable } from '../tables/compile.ts';
import { decide } from '../tables/decide.ts';
import type { Source } from './plan.ts';

/** The values made so far, by their slots, and the chance of the one that is being made. */
export interface Making {
  slots: (Plain | undefined)[];
  chance: Chance;
}

/** Undefined: not known, e.g. divided by zero. */
export type Made = (making: Making) => Plain | undefined;

export interface Naming {
  pack: Pack;
  setting: Setting;
  /** The slot of `part.name`. @throws {PlanError} where there is none */
  slotOf(reference: string): number;
}

/** A plan that cannot be followed. */
export class PlanError extends Error {}

export function madeOf(source: Source, naming: Naming): Made {
  if (typeof source !== 'object' || source === null) return () => source;
  if ('pick' in source) return picked(source.pick);
  if ('between' in source) return between(source, naming);
  if ('chance' in source) return ({ chance }) => chance.happens(source.chance);
  if ('code' in source) return coded(source, naming);
  if ('function' in source) return computed(source, naming);
  if ('if' in source) return chosen(source, naming);
  if ('case' in source) return byCase(source, naming);
  if ('compare' in source) return compared(source.compare, naming);
  if ('table' in source) return decided(source, naming);
  const slot = naming.slotOf(source.of);
  return ({ slots }) => slots[slot];
}

function picked(options: Extract<Source, { pick: unknown }>['pick']): Made {
  const total = options.reduce((sum, [, weight]) => sum + weight, 0);
  const last = options.at(-1)?.[0] ?? null;
  return ({ chance }) => {
    let left = chance.next() * total;
    for (const [value, weight] of options) {
      left -= weight;
      if (left < 0) return value;
    }
    return last;
  };
}

function between(
  { between: ends, decimals = 0 }: Extract<Source, { between: unknown }>,
  naming: Naming,
): Made {
  const [low, high] = ends.map((one) => madeOf(one, naming));
  const step = 10 ** -decimals;
  return (making) => {
    const from = Number(low?.(making));
    const to = Number(high?.(making));
    const value = from + Math.floor(making.chance.next() * ((to - from) / step + 1)) * step;
    return rounded(Math.min(value, to), decimals);
  };
}

function coded({ code, of, digits }: Extract<Source, { code: string }>, naming: Naming): Made {
  const number = madeOf(of, naming);
  return (making) => code + String(number(making) ?? '').padStart(digits, '0');
}

function computed(
  { function: id, of }: Extract<Source, { function: string }>,
  naming: Naming,
): Made {
  const row = functionOf(id);
  if (row === undefined) throw new PlanError(`there is no function ${id}`);
  const args = of.map((one) => madeOf(one, naming));
  return (making) =>
    apply(
      row,
      args.map((one) => one(making)),
      naming.setting,
    );
}

function chosen(source: Extract<Source, { if: Source }>, naming: Naming): Made {
  const [holds, yes, no] = [source.if, source.then, source.else].map((one) => madeOf(one, naming));
  return (making) => (holds?.(making) === true ? yes?.(making) : no?.(making));
}

function byCase(source: Extract<Source, { case: Source }>, naming: Naming): Made {
  const key = madeOf(source.case, naming);
  const other = madeOf(source.else, naming);
  const cases = new Map(
    Object.entries(source.of).map(([value, one]) => [value, madeOf(one, naming)]),
  );
  return (making) => (cases.get(String(key(making))) ?? other)(making);
}

function compared(
  [one, id, other]: Extract<Source, { compare: unknown }>['compare'],
  naming: Naming,
): Made {
  const operator = operatorOf(id);
  if (operator === undefined) throw new PlanError(`there is no operator ${id}`);
  const [left, right] = [one, other].map((side) => madeOf(side, naming));
  return (making) => operator.test(left?.(making) ?? null, right?.(making) ?? null);
}

function decided(source: Extract<Source, { table: string }>, naming: Naming): Made {
  const table = all(naming.pack, 'table').find(({ id }) => id === source.table);
  const place = table?.outputs.findIndex(({ id }) => id === source.output) ?? -1;
  const output = table?.outputs[place];
  if (table === undefined || output === undefined) {
    throw new PlanError(`there is no ${source.table}.${source.output}`);
  }
  const compiled: CompiledTable = compileTable(table, {});
  const given = compiled.columns.map(({ column: { id, type } }): Made => {
    const input = source.inputs[id];
    const made = madeOf(input ?? null, naming);
    return type === 'datetime' ? (making) => said(made(making)) : made;
  });
  return (making) => {
    const decision = decide(
      compiled,
      given.map((one) => one(making)),
    );
    const value = 'values' in decision ? decision.values[place] : undefined;
    return value === null || value === undefined ? value : plain(output.type, value);
  };
}

function said(value: Plain | undefined): Plain | undefined {
  return typeof value === 'number' ? instantText(value) : value;
}
