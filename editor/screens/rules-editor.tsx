/** The editor of a draft of a rule set: rules, examples, problems; saved by itself, proposed when sound. */
import '../theme/editor.css';
import '../theme/rules.css';
import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { canonical } from '@flowmeter/engine/definition/hash.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import type { Draft } from '../api/drafts.ts';
import { Answered } from '../display/answered.tsx';
import type { RulesDocument } from '../document/rules/document.ts';
import { type Kept, readKept } from './draft-journal.ts';
import type { Beginning } from './draft-use-saving.ts';
import { type ExamplesShelf, openShelf } from './rules-drafts.ts';
import { RulesEditorDesk } from './rules-editor-desk.tsx';

export interface RulesBeginning extends Beginning<RulesDocument> {
  shelf: ExamplesShelf;
}

interface RulesEditorProps {
  draft: Draft;
  pack: Pack;
  /** The draft is read again. */
  onChanged: () => Promise<unknown>;
}

export function RulesEditor({ draft, pack, onChanged }: RulesEditorProps) {
  const client = useQueryClient();
  const [visit, setVisit] = useState(0);
  const beginning = useQuery(beginningOf(client, draft));
  return (
    <Answered query={beginning} rows={14}>
      {(begun) => (
        <RulesEditorDesk
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
    queryKey: ['editor', draft.id, draft.revision, 'rules'],
    queryFn: async (): Promise<RulesBeginning> => {
      const of = { kind: draft.kind, id: draft.definition_id };
      const [shelf, kept] = await Promise.all([
        openShelf(client, of),
        readKept(draft.id) as Promise<Kept<RulesDocument> | undefined>,
      ]);
      const document = { set: setIn(draft), examples: shelf.saved };
      const isSame = kept !== undefined && canonical(kept.document) === canonical(document);
      return { draft, document, shelf, kept: isSame ? undefined : kept };
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });

/** A draft may be unfinished: what the screen needs of it is there. */
function setIn({ definition_id: id, content }: Draft): RulesetDefinition {
  const name = { zh: id, en: id };
  return { kind: 'ruleset', id, name, rules: [], ...content };
}
