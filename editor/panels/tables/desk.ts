/** What every part of a decision table's screen needs. */
import { useMemo } from 'react';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { columnOf } from '@flowmeter/engine/tables/columns.ts';
import { everyFact } from '@flowmeter/engine/tables/facts.ts';
import type { EditPort } from '../../canvas/port.ts';
import type { TableEdit } from '../../document/tables/commands.ts';
import type { TableDocument } from '../../document/tables/document.ts';
import type { Written } from './cell-text.ts';

export type TablePort = EditPort<TableDocument, TableEdit>;

/** A column of the grid, input or output. */
export interface GridColumn extends Written {
  id: string;
  name: Localized;
  unit?: string | undefined;
  isInput: boolean;
}

export function useFacts(pack: Pack): FactDictionary {
  return useMemo(() => everyFact(pack), [pack]);
}

/** Inputs first, then outputs; what an input leaves open is said by its fact. */
export function useGridColumns(
  { inputs, outputs }: TableDefinition,
  facts: FactDictionary,
): GridColumn[] {
  return useMemo(
    () => [
      ...inputs.map((input): GridColumn => {
        const { id, name, type, unit, options } = columnOf(input, facts);
        return { id, name, type, unit, options, isInput: true };
      }),
      ...outputs.map(
        ({ id, name, type, unit, options }): GridColumn => ({
          id,
          name,
          type,
          unit,
          options,
          isInput: false,
        }),
      ),
    ],
    [inputs, outputs, facts],
  );
}
