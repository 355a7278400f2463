/**
 * Autosave: a second after the last change, on top of the revision last seen. Until the server has it a
 * change lies in the browser's journal, so that a closed tab loses nothing. What somebody saved
 * meanwhile elsewhere is never overwritten unasked.
 */
import { isPassing, Refusal } from '../api/refusal.ts';
import type { FlowDocument } from '../document/document.ts';

/** `stopped`: the server will not take it; `moved`: another revision was saved meanwhile. */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'retrying' | 'moved' | 'stopped';

interface Parts {
  revision: number;
  /** The document that the server has at the revision; null when it has another than is read. */
  saved: FlowDocument | null;
  /** Was another revision saved meanwhile? Then nothing is saved until it is said what to do. */
  isMoved?: boolean;
  /** The document as it is now; the same object while nothing has changed. */
  read: () => FlowDocument;
  /** Answers the new revision. */
  put: (document: FlowDocument, revision: number) => Promise<number>;
  journal: { keep: (document: FlowDocument, revision: number) => void; forget: () => void };
  told: (state: SaveState, error?: unknown) => void;
}

export interface Saver {
  changed: () => void;
  /** Saves at once; true when the server has what is on the screen. */
  flush: () => Promise<boolean>;
  /** Goes on from another revision: the next save replaces it. */
  goOnFrom: (revision: number) => void;
  close: () => void;
}

/** How long nothing may change before it is saved, in ms. */
const PAUSE = 1000;
const LONGEST_RETRY = 30_000;

export function createSaver(parts: Parts): Saver {
  let { revision, saved, isMoved: isHalted = false } = parts;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | undefined;
  let failures = 0;

  const plan = (after: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), after);
  };
  const run = (): Promise<boolean> => {
    running ??= save().finally(() => {
      running = undefined;
    });
    return running;
  };
  const save = async (): Promise<boolean> => {
    clearTimeout(timer);
    const document = parts.read();
    if (document === saved) return settled();
    if (isHalted) return false;
    parts.told('saving');
    try {
      revision = await parts.put(document, revision);
    } catch (error) {
      return failed(error);
    }
    failures = 0;
    saved = document;
    return settled();
  };
  const settled = (): boolean => {
    const isWhole = parts.read() === saved;
    if (isWhole) parts.journal.forget();
    else plan(PAUSE);
    parts.told(isWhole ? 'saved' : 'waiting');
    return isWhole;
  };
  const failed = (error: unknown): false => {
    if (isPassing(error)) {
      failures += 1;
      plan(Math.min(LONGEST_RETRY, PAUSE * 2 ** failures));
      parts.told('retrying', error);
      return false;
    }
    isHalted = true;
    parts.told(isOutrun(error) ? 'moved' : 'stopped', error);
    return false;
  };

  return {
    changed() {
      parts.journal.keep(parts.read(), revision);
      if (isHalted) return;
      parts.told('waiting');
      plan(PAUSE);
    },
    async flush() {
      await running;
      return run();
    },
    goOnFrom(other) {
      revision = other;
      saved = null;
      isHalted = false;
      plan(0);
    },
    close: () => clearTimeout(timer),
  };
}

function isOutrun(error: unknown): boolean {
  return error instanceof Refusal && (error.status === 412 || error.status === 409);
}
