/**
 * Autosave: a second after the last change, on top of the revision last seen. Until the server has it a
 * change lies in the browser's journal, so that a closed tab loses nothing. What somebody saved
 * meanwhile elsewhere is never overwritten unasked.
 */
import { isPassing, Refusal } from '../api/refusal.ts';

/** `stopped`: the server will not take it; `moved`: another revision was saved meanwhile. */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'retrying' | 'moved' | 'stopped';

interface Parts<D> {
  revision: number;
  /** The document that the server has at the revision; null when it has another than is read. */
  saved: D | null;
  /** Was another revision saved meanwhile? Then nothing is saved until it is said what to do. */
  isMoved?: boolean;
  /** The document as it is now; the same object while nothing has changed. */
  read: () => D;
  /** Answers the new revision. */
  put: (document: D, revision: number) => Promise<number>;
  /** `base` is what the server has at the revision; null where that is not known. */
  journal: {
    keep: (document: D, revision: number, base: D | null) => void;
    forget: () => void;
  };
  /** What the server had at the revision, where the document read first is another. */
  base?: D | null;
  told: (state: SaveState, error?: unknown) => void;
}

export interface Saver<D> {
  changed: () => void;
  /** Saves at once; true when the server has what is on the screen. */
  flush: () => Promise<boolean>;
  /** Goes on from another revision, whose document was taken in: the next save follows on it. */
  goOnFrom: (revision: number, base: D | null) => void;
  /** Saves also where nothing has changed. */
  saveAgain: () => Promise<boolean>;
  /** Another revision was put on the screen as it is; there is nothing to save. */
  tookOver: (revision: number) => void;
  /** Tries once more what the server would not take. */
  tryAgain: () => void;
  /** Has the server got what is on the screen? */
  isSaved: () => boolean;
  /** Is there no such draft any more? */
  isHomeless: () => boolean;
  /** The revision that the server is known to have, and the document it has there. */
  seen: () => { revision: number; base: D | null };
  /** The screen goes: what is not saved is saved now, and tried again until it is. */
  leave: () => void;
  close: () => void;
}

/** How long nothing may change before it is saved, in ms. */
const PAUSE = 1000;
const LONGEST_RETRY = 30_000;

export function createSaver<D>(parts: Parts<D>): Saver<D> {
  const desk: Desk<D> = {
    parts,
    revision: parts.revision,
    saved: parts.saved,
    base: parts.saved ?? parts.base ?? null,
    timer: undefined,
    running: undefined,
    failures: 0,
    isHalted: parts.isMoved ?? false,
    isClosed: false,
    isHomeless: false,
  };
  return {
    changed() {
      parts.journal.keep(parts.read(), desk.revision, desk.base);
      if (desk.isHalted) return;
      parts.told('waiting');
      plan(desk, PAUSE);
    },
    async flush() {
      await desk.running;
      return run(desk);
    },
    goOnFrom(revision, base) {
      Object.assign(desk, { revision, base, saved: null, isHalted: false });
      plan(desk, 0);
    },
    async saveAgain() {
      await desk.running;
      desk.saved = null;
      return run(desk);
    },
    tookOver(revision) {
      const document = parts.read();
      Object.assign(desk, { revision, base: document, saved: document, isHalted: false });
      settled(desk);
    },
    tryAgain: () => void run(desk),
    isSaved: () => parts.read() === desk.saved,
    isHomeless: () => desk.isHomeless,
    seen: () => ({ revision: desk.revision, base: desk.base }),
    leave() {
      if (parts.read() !== desk.saved) void run(desk);
    },
    close() {
      clearTimeout(desk.timer);
      desk.isClosed = true;
    },
  };
}

interface Desk<D> {
  parts: Parts<D>;
  revision: number;
  saved: D | null;
  base: D | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  running: Promise<boolean> | undefined;
  /** Saves that failed one after the other. */
  failures: number;
  isHalted: boolean;
  isClosed: boolean;
  isHomeless: boolean;
}

function plan<D>(desk: Desk<D>, after: number): void {
  clearTimeout(desk.timer);
  if (desk.isClosed) return;
  desk.timer = setTimeout(() => void run(desk), after);
}

/** Never two saves at once. */
function run<D>(desk: Desk<D>): Promise<boolean> {
  desk.running ??= save(desk).finally(() => {
    desk.running = undefined;
  });
  return desk.running;
}

async function save<D>(desk: Desk<D>): Promise<boolean> {
  clearTimeout(desk.timer);
  const { parts } = desk;
  const document = parts.read();
  if (document === desk.saved) return settled(desk);
  if (desk.isHalted || desk.isClosed) return false;
  parts.told('saving');
  try {
    desk.revision = await parts.put(document, desk.revision);
  } catch (error) {
    return failed(desk, error);
  }
  desk.failures = 0;
  desk.saved = document;
  desk.base = document;
  return settled(desk);
}

function settled<D>(desk: Desk<D>): boolean {
  const { parts } = desk;
  const isWhole = parts.read() === desk.saved;
  if (isWhole) {
    clearTimeout(desk.timer);
    parts.journal.forget();
  } else plan(desk, PAUSE);
  parts.told(isWhole ? 'saved' : 'waiting');
  return isWhole;
}

function failed<D>(desk: Desk<D>, error: unknown): false {
  if (isPassing(error) || isBroken(error)) {
    desk.failures += 1;
    plan(desk, Math.min(LONGEST_RETRY, PAUSE * 2 ** desk.failures));
    desk.parts.told('retrying', error);
    return false;
  }
  // What was refused for another reason may be taken when it has changed, or when it is asked again.
  desk.isHalted = isOutrun(error);
  desk.isHomeless = error instanceof Refusal && error.status === 404;
  desk.parts.told(desk.isHalted ? 'moved' : 'stopped', error);
  return false;
}

/** The server, or what stands before it, failed at it. */
function isBroken(error: unknown): boolean {
  return error instanceof Refusal && error.status >= 500;
}

function isOutrun(error: unknown): boolean {
  return error instanceof Refusal && (error.status === 412 || error.status === 409);
}
