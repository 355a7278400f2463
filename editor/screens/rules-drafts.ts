/** The two drafts behind one document: the rule set's (or table's), and that of its examples. */
import type { QueryClient } from '@tanstack/react-query';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type { Change } from '../api/changes.ts';
import { beginDraft, type Draft, proposeDraft, readDrafts, saveDraft } from '../api/drafts.ts';
import { findExamples, isWritten } from '../api/examples.ts';
import type { Put } from './draft-use-saving.ts';
import type { ProposalWords } from './propose-words.tsx';

/** Where the examples stand; changed as they are saved. */
export interface ExamplesShelf {
  id: string;
  /** What is in force. */
  base: ExamplesDefinition | null;
  /** The person's own draft, where there is one. */
  draft: Draft | null;
  /** What the draft says, as the server has it. */
  saved: ExamplesDefinition | null;
}

export async function openShelf(
  client: QueryClient,
  of: { kind: string; id: string },
): Promise<ExamplesShelf> {
  const { id, definition } = await findExamples(client, of);
  const drafts = await readDrafts();
  const draft = drafts.find((one) => one.kind === 'examples' && one.definition_id === id) ?? null;
  const drafted = draft !== null && isWritten(draft.content) ? draft.content : null;
  return { id, base: definition, draft, saved: drafted ?? definition };
}

interface WithExamples {
  examples: ExamplesDefinition | null;
}

/** Saves the draft, and the examples where they have changed: their draft is begun when it is needed. */
export function putBoth<D extends WithExamples>(
  draft: Draft,
  shelf: ExamplesShelf,
  contentOf: (document: D) => object,
): Put<D> {
  return async (document, revision) => {
    await putExamples(shelf, document.examples);
    const said = { content: { ...contentOf(document) }, layout: null };
    return (await saveDraft(draft.id, said, revision)).revision;
  };
}

async function putExamples(
  shelf: ExamplesShelf,
  examples: ExamplesDefinition | null,
): Promise<void> {
  if (examples === null || examples === shelf.saved) return;
  const begun =
    shelf.draft ??
    (await beginDraft({ kind: 'examples', id: shelf.id }, `${shelf.id}-${crypto.randomUUID()}`));
  const content = { ...examples, id: shelf.id };
  shelf.draft = await saveDraft(begun.id, { content, layout: null }, begun.revision);
  shelf.saved = examples;
}

/** Proposes the draft of the examples, saved before. */
export async function proposeExamples(
  shelf: ExamplesShelf,
  words: ProposalWords,
  key: string,
): Promise<Change> {
  if (shelf.draft === null) throw new Error('the examples have no draft');
  return proposeDraft({ id: shelf.draft.id, ...words }, key);
}
