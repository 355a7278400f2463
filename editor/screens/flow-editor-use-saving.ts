import { useEffect, useState } from 'react';
import { readDefinition } from '../api/definitions.ts';
import { readDraft, saveDraft } from '../api/drafts.ts';
import type { Beginning } from './flow-editor.tsx';
import { journalOf } from './flow-editor-journal.ts';
import { createSaver, type Saver, type SaveState } from './flow-editor-saving.ts';
import type { Session } from './flow-editor-session.ts';

export interface Saving {
  state: SaveState;
  error: unknown;
  /** Was work found in the journal that the server had not got? */
  isRestored: boolean;
  /** Saves at once; true when the server has what is on the screen. */
  flush: () => Promise<boolean>;
  /** Puts what is on the screen in place of what was saved elsewhere. */
  replaceOther: () => Promise<void>;
  /** Forgets what is on the screen, so that the server's draft can be loaded. */
  giveUp: () => void;
  dismissRestored: () => void;
  /** The version that the draft is compared with and proposed on top of. */
  base: string | null;
  /** Takes note of the version in force, which has moved since the draft began. */
  rebase: () => Promise<void>;
}

/** The document that a sitting begins with: what the journal kept is newer than what the server has. */
export function firstDocument({ document, kept }: Beginning) {
  return kept?.document ?? document;
}

export function useSaving(beginning: Beginning, session: Session): Saving {
  const [told, setTold] = useState<{ state: SaveState; error: unknown }>(() => ({
    state: stateAtFirst(beginning),
    error: undefined,
  }));
  const [isRestored, setIsRestored] = useState(isKeptOnTop(beginning));
  const [base, setBase] = useState(beginning.draft.base_hash);
  const [{ saver, journal, take }] = useState(() => makeSaver(beginning, session, setTold));

  useEffect(() => {
    if (isKeptOnTop(beginning)) saver.changed();
    const stop = session.history.subscribe((now, before) => {
      if (now.history.document !== before.history.document) saver.changed();
    });
    return () => {
      stop();
      saver.close();
    };
  }, [beginning, saver, session]);

  return {
    ...told,
    isRestored,
    flush: saver.flush,
    replaceOther: async () => saver.goOnFrom((await readDraft(beginning.draft.id)).revision),
    giveUp: () => {
      saver.close();
      journal.forget();
    },
    dismissRestored: () => setIsRestored(false),
    base,
    async rebase() {
      const { definition_id: id } = beginning.draft;
      const { hash } = await readDefinition('flow', id);
      take(hash);
      setBase(hash);
      await saver.saveAgain();
    },
  };
}

/** Was the draft saved elsewhere after the work in the journal began? */
function isMoved({ draft, kept }: Beginning): boolean {
  return kept !== undefined && kept.revision !== draft.revision;
}

function isKeptOnTop(beginning: Beginning): boolean {
  return beginning.kept !== undefined && !isMoved(beginning);
}

function stateAtFirst(beginning: Beginning): SaveState {
  if (isMoved(beginning)) return 'moved';
  return beginning.kept === undefined ? 'saved' : 'waiting';
}

function makeSaver(
  { draft, document, kept }: Beginning,
  session: Session,
  tell: (told: { state: SaveState; error: unknown }) => void,
): { saver: Saver; journal: ReturnType<typeof journalOf>; take: (base: string) => void } {
  const journal = journalOf(draft.id);
  let base: string | undefined;
  const saver = createSaver({
    revision: kept?.revision ?? draft.revision,
    saved: kept === undefined ? document : null,
    isMoved: kept !== undefined && kept.revision !== draft.revision,
    read: session.port.read,
    put: async ({ flow, layout }, revision) =>
      (await saveDraft(draft.id, { content: flow, layout, base_hash: base }, revision)).revision,
    journal,
    told: (state, error) => tell({ state, error }),
  });
  return { saver, journal, take: (hash) => void (base = hash) };
}
