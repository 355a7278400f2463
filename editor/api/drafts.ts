/** Drafts: an owner's own unfinished content of a definition. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import type { Choices } from '@flowmeter/engine/merge/merge.ts';
import type { DraftView } from '@flowmeter/server/views/governance.ts';
import type { Change, Timing } from './changes.ts';
import { answer, answerDeep, api, intent, until } from './client.ts';

export type Draft = z.infer<typeof DraftView>;

/** Places of steps are drafted with their flow, not for themselves. */
export type Draftable = Exclude<DefinitionKind, 'layout'>;

export interface DraftStart {
  kind: Draftable;
  id: string;
  /** The content to begin with, where that is not the version in force. */
  from_hash?: string | undefined;
}

/** Begins a draft, or goes on with the one that the person has. */
export function beginDraft(start: DraftStart, key: string): Promise<Draft> {
  return answer(api.drafts.$post({ json: start }, intent({ key })));
}

/** What a draft says: the definition as far as it is written, and where its steps stand. */
export interface DraftContent {
  content: Draft['content'];
  layout: Draft['layout'];
}

export function readDraft(id: string, signal?: AbortSignal): Promise<Draft> {
  return answer(api.drafts[':id'].$get({ param: { id } }, until(signal)));
}

/** The person's own drafts. */
export async function readDrafts(): Promise<Draft[]> {
  return (await answer(api.drafts.$get({}))).rows;
}

export const draftList = queryOptions({
  queryKey: ['drafts', 'list'],
  queryFn: ({ signal }) => answer(api.drafts.$get({}, until(signal))),
});

/** Saves on top of the revision last seen; one saved meanwhile elsewhere refuses it (412). */
export function saveDraft(id: string, said: DraftContent, revision: number): Promise<Draft> {
  return answer(
    api.drafts[':id'].$put({ param: { id }, json: said }, intent({ version: revision })),
  );
}

/** The version in force to merge with, and whose counts where both changed the same. */
export interface Rebase {
  onto: string;
  choices: Choices;
}

/** Brings the draft, as the server has it at that revision, onto the version in force. */
export function rebaseDraft(id: string, said: Rebase, revision: number): Promise<Draft> {
  return answer(
    api.drafts[':id'].rebase.$post(
      { param: { id }, json: { ...said, choices: { ...said.choices } } },
      intent({ version: revision }),
    ),
  );
}

export async function dropDraft(id: string): Promise<void> {
  await answer(api.drafts[':id'].$delete({ param: { id } }));
}

export interface Proposal extends Timing {
  id: string;
  title: string;
  reason: string;
}

/** The draft becomes a change that waits for an auditor, and ends. */
export function proposeDraft({ id, ...json }: Proposal, key: string): Promise<Change> {
  return answerDeep<Change>(
    api.drafts[':id'].propose.$post({ param: { id }, json }, intent({ key })),
  );
}
