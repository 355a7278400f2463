/** What a draft is merged with, and what is done when that is decided. */
import type { QueryClient } from '@tanstack/react-query';
import type { Objectish } from 'immer';
import type { LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Definition, DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import type { Choices } from '@flowmeter/engine/merge/merge.ts';
import { readDefinition } from '../api/definitions.ts';
import { type Draft, rebaseDraft } from '../api/drafts.ts';
import { versionOf } from '../api/versions.ts';
import { choicesOf, type Versions } from '../document/merging.ts';
import type { Session } from './draft-session.ts';
import type { Merging, Other, SavingOf } from './draft-use-saving.ts';

/** A draft on the screen, as far as merging needs it. */
export interface MergeDesk<D extends Objectish, E = never> {
  draft: Draft;
  session: Session<D, E>;
  saving: SavingOf<D>;
  /** Which part of the document is the draft's own definition. */
  part: keyof D & string;
  readOther: () => Promise<Other<D>>;
  /** Takes the draft from the server anew. */
  onLoadAgain: () => Promise<void>;
}

export interface MergeSource<D> extends Pick<Versions<D>, 'base' | 'theirs'> {
  apply: (merged: D, choices: Choices) => Promise<void>;
}

export function sourceOf<D extends Objectish, E>(
  what: Merging,
  desk: MergeDesk<D, E>,
  client: QueryClient,
): Promise<MergeSource<D>> {
  return what === 'revision' ? otherRevision(desk) : versionInForce(desk, client);
}

/** Another revision of the same draft: what is merged is saved as the one after. */
async function otherRevision<D extends Objectish, E>({
  session,
  saving,
  readOther,
}: MergeDesk<D, E>): Promise<MergeSource<D>> {
  const other = await readOther();
  return {
    base: saving.seen().base,
    theirs: other.document,
    apply: async (merged) => {
      session.take(merged);
      other.adopt?.();
      saving.goOnFrom(other.revision, other.document);
      saving.merge(null);
    },
  };
}

/** The draft has to be saved first: the server merges what it has. */
class NotSaved extends Error {}

async function versionInForce<D extends Objectish, E>(
  { draft, session, saving, part, onLoadAgain }: MergeDesk<D, E>,
  client: QueryClient,
): Promise<MergeSource<D>> {
  const [active, old] = await Promise.all([
    readDefinition(draft.kind as DefinitionKind, draft.definition_id),
    saving.base === null ? null : client.fetchQuery(versionOf(saving.base)),
  ]);
  const mine = session.port.read();
  const documentOf = ({ definition, layout }: Version): D =>
    Object.assign({}, mine, { [part]: definition }, layout !== null && { layout });
  return {
    base: old && documentOf(old),
    theirs: documentOf(active),
    apply: async (_, choices) => {
      if (!(await saving.flush())) throw new NotSaved('not saved');
      const asked = { onto: active.hash, choices: choicesOf(choices, part) };
      await rebaseDraft(draft.id, asked, saving.seen().revision);
      saving.giveUp();
      await onLoadAgain();
    },
  };
}

interface Version {
  definition: Definition;
  layout: LayoutDefinition | null;
}
