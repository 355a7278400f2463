/** A visit to a draft of rules or of a table: what the server has of it and of its examples. */
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import { canonical } from '@flowmeter/engine/definition/hash.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { type Draft, readDraft } from '../api/drafts.ts';
import { journalOf, type Kept, readKept } from './draft-journal.ts';
import type { Beginning, Other } from './draft-use-saving.ts';
import { type ExamplesShelf, openShelf } from './rules-drafts.ts';

export interface ShelvedBeginning<D> extends Beginning<D> {
  shelf: ExamplesShelf;
}

export interface RulesDraftProps {
  draft: Draft;
  pack: Pack;
  /** The draft is read again. */
  onChanged: () => Promise<unknown>;
}

type ToDocument<D> = (draft: Draft, examples: ExamplesDefinition | null) => D;

export function useRulesVisit<D>({ draft, onChanged }: RulesDraftProps, toDocument: ToDocument<D>) {
  const client = useQueryClient();
  const [visit, setVisit] = useState(0);
  const beginning = useQuery(beginningOf(client, draft, toDocument));
  return {
    beginning,
    key: `${draft.id} ${visit}`,
    /** The drafts as they were saved elsewhere meanwhile. */
    readOther: async (): Promise<Other<D>> => {
      const of = { kind: draft.kind, id: draft.definition_id };
      const [now, shelf] = await Promise.all([readDraft(draft.id), openShelf(client, of)]);
      const known = beginning.data?.shelf;
      return {
        document: toDocument(now, shelf.saved),
        revision: now.revision,
        adopt: () => void (known && Object.assign(known, shelf)),
      };
    },
    /** Takes the draft from the server anew, leaving what is on the screen. */
    onLoadAgain: async () => {
      await onChanged();
      await beginning.refetch();
      setVisit((count) => count + 1);
    },
  };
}

/** Asked for once a visit: while it is open the editor is ahead of the server. */
const beginningOf = <D>(client: QueryClient, draft: Draft, toDocument: ToDocument<D>) =>
  queryOptions({
    queryKey: ['editor', draft.id, draft.revision, draft.kind],
    queryFn: async (): Promise<ShelvedBeginning<D>> => {
      const of = { kind: draft.kind, id: draft.definition_id };
      const [shelf, found] = await Promise.all([openShelf(client, of), readKept(draft.id)]);
      const kept = found as Kept<D> | undefined;
      const document = toDocument(draft, shelf.saved);
      const isSame = kept !== undefined && canonical(kept.document) === canonical(document);
      if (isSame) journalOf(draft.id).forget();
      return { draft, document, shelf, kept: isSame ? undefined : kept };
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
