/** The editor of a draft of a decision table: cells, analysis, trial; saved by itself, proposed when sound. */
import '../theme/editor.css';
import '../theme/rules.css';
import '../theme/tables.css';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { Draft } from '../api/drafts.ts';
import { Answered } from '../display/answered.tsx';
import type { TableDocument } from '../document/tables/document.ts';
import { type RulesDraftProps, type ShelvedBeginning, useRulesVisit } from './rules-visit.ts';
import { TableEditorDesk } from './table-editor-desk.tsx';

export type TableBeginning = ShelvedBeginning<TableDocument>;

export function TableEditor(props: RulesDraftProps) {
  const visit = useRulesVisit(props, documentIn);
  return (
    <Answered query={visit.beginning} rows={14}>
      {(begun) => (
        <TableEditorDesk
          key={visit.key}
          beginning={begun}
          pack={props.pack}
          onLoadAgain={visit.onLoadAgain}
          readOther={visit.readOther}
        />
      )}
    </Answered>
  );
}

/** A draft may be unfinished: what the screen needs of it is there. */
function documentIn(
  { definition_id: id, content }: Draft,
  examples: ExamplesDefinition | null,
): TableDocument {
  const name = { zh: id, en: id };
  const outputs: TableDefinition['outputs'] = [
    { id: 'output_1', name: { zh: '结果', en: 'Result' }, type: 'string', nullable: true },
  ];
  const rows: TableDefinition['rows'] = [{ when: [], then: [null] }];
  const blank = { kind: 'table' as const, id, name, hit: 'U' as const, inputs: [], outputs, rows };
  return { table: { ...blank, ...content }, examples };
}
