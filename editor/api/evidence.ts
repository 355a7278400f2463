/** The evidence for a change: read while it is being made, and made anew. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { EvidenceView } from '@flowmeter/server/views/evidence.ts';
import { answerDeep, api, until } from './client.ts';

export type Evidence = z.infer<typeof EvidenceView>;
export type EvidenceParts = Evidence['parts'];
export type PartName = keyof EvidenceParts;

/** While something is made it is read again so often. */
const AGAIN_MS = 1000;

/** Under the changes, so that it becomes old with them. */
export const evidenceOf = (change: string) =>
  queryOptions({
    queryKey: ['changes', change, 'evidence'],
    queryFn: ({ signal }) =>
      answerDeep<Evidence>(
        api.changes[':id'].evidence.$get({ param: { id: change } }, until(signal)),
      ),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? AGAIN_MS : false),
  });

export function renewEvidence(change: string): Promise<Evidence> {
  return answerDeep<Evidence>(api.changes[':id'].evidence.$post({ param: { id: change } }));
}
