/** Drafts: an owner's own unfinished content of a definition. */
import type { z } from 'zod';
import type { DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import type { DraftView } from '@flowmeter/server/views/governance.ts';
import type { Change } from './changes.ts';
import { ask } from './client.ts';

export type Draft = z.infer<typeof DraftView>;

export interface DraftStart {
  kind: DefinitionKind;
  id: string;
  /** The content to begin with, where that is not the version in force. */
  from_hash?: string | undefined;
}

/** Begins a draft, or goes on with the one that the person has. */
export function beginDraft(start: DraftStart, key: string): Promise<Draft> {
  return ask('POST', '/api/drafts', { body: start, key });
}

/** What a draft says: the definition as far as it is written, and where its steps stand. */
export interface DraftContent {
  content: object;
  layout: Draft['layout'];
}

export function readDraft(id: string, signal?: AbortSignal): Promise<Draft> {
  return ask('GET', `/api/drafts/${id}`, { signal });
}

/** Saves on top of the revision last seen; one saved meanwhile elsewhere refuses it (412). */
export function saveDraft(id: string, said: DraftContent, revision: number): Promise<Draft> {
  return ask('PUT', `/api/drafts/${id}`, { body: said, version: revision });
}

export async function dropDraft(id: string): Promise<void> {
  await ask('DELETE', `/api/drafts/${id}`);
}

export interface Proposal {
  id: string;
  title: string;
  reason: string;
}

/** The draft becomes a change that waits for an auditor, and ends. */
export function proposeDraft({ id, title, reason }: Proposal, key: string): Promise<Change> {
  return ask('POST', `/api/drafts/${id}/propose`, { body: { title, reason }, key });
}
