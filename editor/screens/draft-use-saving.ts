import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Draft } from '../api/drafts.ts';
import { type Journal, journalOf, type Kept } from './draft-journal.ts';
import { dropSitting, openSitting } from './draft-leaving.ts';
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
  /** Is what the server has not got safe in the browser? Otherwise it would go with the page. */
  isKept: boolean;
  /** When the server took the last save of this sitting. */
  savedAt: string | undefined;
  /** Was work found in the journal that the server had not got? Since when it lay there, if that is known. */
  isRestored: boolean;
  restoredFrom: string | undefined;
  /** Saves at once; true when the server has what is on the screen. */
  flush: () => Promise<boolean>;
  /** Tries once more what the server would not take. */
  tryAgain: () => void;
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
  /** Another revision was put on the screen as it is. */
  tookOver: Saver<D>['tookOver'];
}

/** The document that a sitting begins with: what the journal kept is newer than what the server has. */
export function firstDocument<D>({ document, kept }: Beginning<D>): D {
  return kept?.document ?? document;
}

interface Told {
  state: SaveState;
  error: unknown;
  savedAt: string | undefined;
}

export function useSaving<D, E>(
  beginning: Beginning<D>,
  session: Session<D, E>,
  put: Put<D>,
): SavingOf<D> {
  const [told, setTold] = useState<Told>(() => ({
    state: stateAtFirst(beginning),
    error: undefined,
    savedAt: undefined,
  }));
  const [isRestored, setIsRestored] = useState(isKeptOnTop(beginning));
  const [merging, setMerging] = useState<Merging | null>(() =>
    isMoved(beginning) ? 'revision' : null,
  );
  const tell = (state: SaveState, error: unknown) => {
    const now = new Date().toISOString();
    setTold(({ savedAt }) => ({ state, error, savedAt: state === 'saved' ? now : savedAt }));
    if (state === 'moved') setMerging('revision');
  };
  const [{ saver, journal }] = useState(() => makeSaver(beginning, session, put, tell));
  const hasFailed = useStore(journal.state, (one) => one.hasFailed);
  useSitting(beginning, session, saver, journal);

  return {
    ...told,
    isKept: !hasFailed,
    isRestored,
    restoredFrom: beginning.kept?.at,
    flush: saver.flush,
    seen: saver.seen,
    goOnFrom: saver.goOnFrom,
    tookOver: saver.tookOver,
    tryAgain: saver.tryAgain,
    giveUp: () => {
      saver.close();
      journal.forget();
      dropSitting(beginning.draft.id);
    },
    dismissRestored: () => setIsRestored(false),
    base: beginning.draft.base_hash,
    merging,
    merge: setMerging,
  };
}

/** Saves what is changed while the screen is there, and what was not saved by then after it is left. */
function useSitting<D, E>(
  beginning: Beginning<D>,
  session: Session<D, E>,
  saver: Saver<D>,
  journal: Journal,
): void {
  useEffect(() => {
    // What was kept of a draft that is gone would be found by nobody.
    const isSafe = () =>
      saver.isSaved() || (journal.holds(session.port.read()) && !saver.isHomeless());
    const sat = openSitting(beginning.draft.id, { saver, isSafe });
    if (isKeptOnTop(beginning)) saver.changed();
    const stop = session.history.subscribe((now, before) => {
      if (now.history.document !== before.history.document) saver.changed();
    });
    return () => {
      stop();
      sat.leave();
    };
  }, [beginning, journal, saver, session]);
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
  told: (state: SaveState, error: unknown) => void,
): { saver: Saver<D>; journal: Journal } {
  const journal = journalOf(draft.id);
  const saver = createSaver<D>({
    revision: kept?.revision ?? draft.revision,
    saved: kept === undefined ? document : null,
    isMoved: kept !== undefined && kept.revision !== draft.revision,
    read: session.port.read,
    put,
    base: kept?.base ?? null,
    journal,
    told,
  });
  return { saver, journal };
}
