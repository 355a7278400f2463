import { useEffect, useState } from 'react';
import type { DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import { readDefinition } from '../api/definitions.ts';
import { type Draft, readDraft } from '../api/drafts.ts';
import { journalOf, type Kept } from './draft-journal.ts';
import { createSaver, type Saver, type SaveState } from './draft-saving.ts';
import type { Session } from './draft-session.ts';

/** The draft as the server has it, and what the journal kept that the server has not got. */
export interface Beginning<D> {
  draft: Draft;
  document: D;
  kept: Kept<D> | undefined;
}

/** Sends a document on top of a revision; answers the new one. `base` is the version noted anew. */
export type Put<D> = (document: D, revision: number, base: string | undefined) => Promise<number>;

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
export function firstDocument<D>({ document, kept }: Beginning<D>): D {
  return kept?.document ?? document;
}

export function useSaving<D, E>(
  beginning: Beginning<D>,
  session: Session<D, E>,
  put: Put<D>,
): Saving {
  const [told, setTold] = useState<{ state: SaveState; error: unknown }>(() => ({
    state: stateAtFirst(beginning),
    error: undefined,
  }));
  const [isRestored, setIsRestored] = useState(isKeptOnTop(beginning));
  const [base, setBase] = useState(beginning.draft.base_hash);
  const [{ saver, journal, take }] = useState(() => makeSaver(beginning, session, put, setTold));

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
      const { kind, definition_id: id } = beginning.draft;
      const { hash } = await readDefinition(kind as DefinitionKind, id);
      take(hash);
      setBase(hash);
      await saver.saveAgain();
    },
  };
}

/** Was the draft saved elsewhere after the work in the journal began? */
function isMoved<D>({ draft, kept }: Beginning<D>): boolean {
  return kept !== undefined && kept.revision !== draft.revision;
}

function isKeptOnTop<D>(beginning: Beginning<D>): boolean {
  return beginning.kept !== undefined && !isMoved(beginning);
}

function stateAtFirst<D>(beginning: Beginning<D>): SaveState {
  if (isMoved(beginning)) return 'moved';
  return beginning.kept === undefined ? 'saved' : 'waiting';
}

function makeSaver<D, E>(
  { draft, document, kept }: Beginning<D>,
  session: Session<D, E>,
  put: Put<D>,
  tell: (told: { state: SaveState; error: unknown }) => void,
): { saver: Saver; journal: ReturnType<typeof journalOf>; take: (base: string) => void } {
  const journal = journalOf(draft.id);
  let base: string | undefined;
  const saver = createSaver<D>({
    revision: kept?.revision ?? draft.revision,
    saved: kept === undefined ? document : null,
    isMoved: kept !== undefined && kept.revision !== draft.revision,
    read: session.port.read,
    put: (now, revision) => put(now, revision, base),
    journal,
    told: (state, error) => tell({ state, error }),
  });
  return { saver, journal, take: (hash) => void (base = hash) };
}
