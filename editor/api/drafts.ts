/** Drafts: an owner's own unfinished content of a definition. */
import type { z } from 'zod';
import type { DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import type { DraftView } from '@flowmeter/server/views/governance.ts';
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
