/** The journal of unsaved drafts in the browser (IndexedDB): what the server has not got yet. */

export interface Kept<D> {
  document: D;
  /** The revision of the draft that it was changed from. */
  revision: number;
  /** What the draft was at that revision, where that was kept too. */
  base?: D | undefined;
}

const DATABASE = 'flowmeter';
const STORE = 'drafts';

/** What was kept of a draft; undefined when everything was saved, or where nothing can be kept. */
export async function readKept(draft: string): Promise<Kept<unknown> | undefined> {
  try {
    const kept = await inStore<Kept<unknown> | undefined>('readonly', (store) => store.get(draft));
    if (kept === undefined) return undefined;
    const base = await inStore<Kept<unknown> | undefined>('readonly', (store) =>
      store.get(baseOf(draft)),
    );
    return { ...kept, base: base?.revision === kept.revision ? base.document : undefined };
  } catch {
    return undefined;
  }
}

/** Where it is kept what a draft was changed from. */
const baseOf = (draft: string) => `${draft} base`;

/** Writes one after the other, and of several waiting only the last. */
export function journalOf(draft: string) {
  let next: (() => Promise<unknown>) | undefined;
  let isWriting = false;
  let written: unknown;
  const write = async () => {
    isWriting = true;
    while (next !== undefined) {
      const now = next;
      next = undefined;
      // A browser that keeps nothing (private windows) still saves to the server.
      await now().catch(() => undefined);
    }
    isWriting = false;
  };
  const say = (work: () => Promise<unknown>) => {
    next = work;
    if (!isWriting) void write();
  };
  return {
    /** `base` is what the server has at the revision, null where that is not known. */
    keep: (document: unknown, revision: number, base: unknown) =>
      say(async () => {
        if (base !== null && base !== written) {
          await inStore('readwrite', (store) =>
            store.put({ document: base, revision }, baseOf(draft)),
          );
          written = base;
        }
        await inStore('readwrite', (store) => store.put({ document, revision }, draft));
      }),
    forget: () =>
      say(async () => {
        written = undefined;
        await inStore('readwrite', (store) => store.delete(draft));
        await inStore('readwrite', (store) => store.delete(baseOf(draft)));
      }),
  };
}

let opened: Promise<IDBDatabase> | undefined;

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest,
): Promise<T> {
  opened ??= open();
  const database = await opened;
  return answerOf<T>(work(database.transaction(STORE, mode).objectStore(STORE)));
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE));
  return answerOf<IDBDatabase>(request);
}

function answerOf<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result as T));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')));
  });
}
