/** The editor of a draft of a decision table: cells, analysis, trial; saved by itself, proposed when sound. */
import '../theme/editor.css';
import '../theme/rules.css';
import '../theme/tables.css';
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { canonical } from '@flowmeter/engine/definition/hash.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { Draft } from '../api/drafts.ts';
import { Answered } from '../display/answered.tsx';
import type { TableDocument } from '../document/tables/document.ts';
import { type Kept, readKept } from './draft-journal.ts';
import type { Beginning } from './draft-use-saving.ts';
import { type ExamplesShelf, openShelf } from './rules-drafts.ts';
import { TableEditorDesk } from './table-editor-desk.tsx';

export interface TableBeginning extends Beginning<TableDocument> {
  shelf: ExamplesShelf;
}

interface TableEditorProps {
  draft: Draft;
  pack: Pack;
  /** The draft is read again. */
  onChanged: () => Promise<unknown>;
}

export function TableEditor({ draft, pack, onChanged }: TableEditorProps) {
  const client = useQueryClient();
  const [visit, setVisit] = useState(0);
  const beginning = useQuery(beginningOf(client, draft));
  return (
    <Answered query={beginning} rows={14}>
      {(begun) => (
        <TableEditorDesk
          key={`${draft.id} ${visit}`}
          beginning={begun}
          pack={pack}
          onLoadAgain={async () => {
            await onChanged();
            await beginning.refetch();
            setVisit((count) => count + 1);
          }}
        />
      )}
    </Answered>
  );
}

/** Asked for once a visit: while it is open the editor is ahead of the server. */
const beginningOf = (client: QueryClient, draft: Draft) =>
  queryOptions({
    queryKey: ['editor', draft.id, draft.revision, 'table'],
    queryFn: async (): Promise<TableBeginning> => {
      const of = { kind: draft.kind, id: draft.definition_id };
      const [shelf, kept] = await Promise.all([
        openShelf(client, of),
        readKept(draft.id) as Promise<Kept<TableDocument> | undefined>,
      ]);
      const document = { table: tableIn(draft), examples: shelf.saved };
      const isSame = kept !== undefined && canonical(kept.document) === canonical(document);
      return { draft, document, shelf, kept: isSame ? undefined : kept };
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });

/** A draft may be unfinished: what the screen needs of it is there. */
function tableIn({ definition_id: id, content }: Draft): TableDefinition {
  const name = { zh: id, en: id };
  const output = {
    id: 'output_1',
    name: { zh: '结果', en: 'Result' },
    type: 'string',
    nullable: true,
  };
  const blank = {
    kind: 'table',
    id,
    name,
    hit: 'U',
    inputs: [],
    outputs: [output],
    rows: [{ when: [], then: [null] }],
  };
  return { ...blank, ...content } as TableDefinition;
}
