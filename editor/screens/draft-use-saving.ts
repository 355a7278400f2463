import { useEffect, useState } from 'react';
import type { Draft } from '../api/drafts.ts';
import { journalOf, type Kept } from './draft-journal.ts';
import { createSaver, type Saver, type SaveState } from './draft-saving.ts';
import type { Session } from './draft-session.ts';

/** The draft as the server has it, and what the journal kept that the server has not got. */
export interface Beginning<D> {
  draft: Draft;
  document: D;
  kept: Kept<D> | undefined;
}

/** Sends a document on top of a revision; answers the new one. */
export type Put<D> = (document: D, revision: number) => Promise<number>;

/** The draft as somebody, or another tab, saved it meanwhile. */
export interface Other<D> {
  document: D;
  revision: number;
  /** To be done when it was merged. */
  adopt?: () => void;
}

export interface Saving {
  state: SaveState;
  error: unknown;
  /** Was work found in the journal that the server had not got? */
  isRestored: boolean;
  /** Saves at once; true when the server has what is on the screen. */
  flush: () => Promise<boolean>;
  /** Forgets what is on the screen, so that the server's draft can be loaded. */
  giveUp: () => void;
  dismissRestored: () => void;
  /** The version that the draft is compared with and proposed on top of. */
  base: string | null;
  /** What the draft is being merged with: another revision of it, or the version in force. */
  merging: Merging | null;
  merge: (what: Merging | null) => void;
}

export type Merging = 'revision' | 'version';

/** What a merge needs besides. */
export interface SavingOf<D> extends Saving {
  seen: Saver<D>['seen'];
  /** Goes on from another revision, whose document was merged into what is on the screen. */
  goOnFrom: Saver<D>['goOnFrom'];
}

/** The document that a sitting begins with: what the journal kept is newer than what the server has. */
export function firstDocument<D>({ document, kept }: Beginning<D>): D {
  return kept?.document ?? document;
}

export function useSaving<D, E>(
  beginning: Beginning<D>,
  session: Session<D, E>,
  put: Put<D>,
): SavingOf<D> {
  const [told, setTold] = useState<{ state: SaveState; error: unknown }>(() => ({
    state: stateAtFirst(beginning),
    error: undefined,
  }));
  const [isRestored, setIsRestored] = useState(isKeptOnTop(beginning));
  const [merging, setMerging] = useState<Merging | null>(() =>
    isMoved(beginning) ? 'revision' : null,
  );
  const tell = (now: { state: SaveState; error: unknown }) => {
    setTold(now);
    if (now.state === 'moved') setMerging('revision');
  };
  const [{ saver, journal }] = useState(() => makeSaver(beginning, session, put, tell));

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
    seen: saver.seen,
    goOnFrom: saver.goOnFrom,
    giveUp: () => {
      saver.close();
      journal.forget();
    },
    dismissRestored: () => setIsRestored(false),
    base: beginning.draft.base_hash,
    merging,
    merge: setMerging,
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
): { saver: Saver<D>; journal: ReturnType<typeof journalOf> } {
  const journal = journalOf(draft.id);
  const saver = createSaver<D>({
    revision: kept?.revision ?? draft.revision,
    saved: kept === undefined ? document : null,
    isMoved: kept !== undefined && kept.revision !== draft.revision,
    read: session.port.read,
    put,
    base: kept?.base ?? null,
    journal,
    told: (state, error) => tell({ state, error }),
  });
  return { saver, journal };
}
