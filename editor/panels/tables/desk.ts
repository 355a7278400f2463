/** What every part of a decision table's screen needs. */
import { useMemo } from 'react';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { columnOf } from '@flowmeter/engine/tables/columns.ts';
import { everyFact } from '@flowmeter/engine/tables/facts.ts';
import type { EditPort } from '../../canvas/port.ts';
import type { TableEdit } from '../../document/tables/commands.ts';
import type { TableDocument } from '../../document/tables/document.ts';
import type { GridColumn } from '../grid/sheet.ts';

export type TablePort = EditPort<TableDocument, TableEdit>;

export function useFacts(pack: Pack): FactDictionary {
  return useMemo(() => everyFact(pack), [pack]);
}

const INPUT: Localized = { zh: '输入', en: 'Input' };
const OUTPUT: Localized = { zh: '输出', en: 'Output' };

/** Inputs first, then outputs; what an input leaves open is said by its fact. */
export function gridColumns(
  { inputs, outputs }: Pick<TableDefinition, 'inputs' | 'outputs'>,
  facts: FactDictionary,
): GridColumn[] {
  return [
    ...inputs.map((input): GridColumn => {
      const { id, name, type, unit, options } = columnOf(input, facts);
      return { id, name, type, unit, options, isInput: true, kind: kindOf(INPUT, unit) };
    }),
    ...outputs.map(({ id, name, type, unit, options }): GridColumn => {
      const kind = kindOf(OUTPUT, unit);
      return { id, name, type, unit, options, isInput: false, isOutput: true, kind };
    }),
  ];
}

export function useGridColumns(
  { inputs, outputs }: TableDefinition,
  facts: FactDictionary,
): GridColumn[] {
  return useMemo(() => gridColumns({ inputs, outputs }, facts), [inputs, outputs, facts]);
}

function kindOf(side: Localized, unit: string | undefined): Localized {
  if (unit === undefined) return side;
  const name = unitName(unit);
  return { zh: `${side.zh} · ${name.zh}`, en: `${side.en} · ${name.en}` };
}
