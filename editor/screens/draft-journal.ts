/** The journal of unsaved drafts in the browser (IndexedDB): what the server has not got yet. */

export interface Kept<D> {
  document: D;
  /** The revision of the draft that it was changed from. */
  revision: number;
}

const DATABASE = 'flowmeter';
const STORE = 'drafts';

/** What was kept of a draft; undefined when everything was saved, or where nothing can be kept. */
export async function readKept(draft: string): Promise<Kept<unknown> | undefined> {
  try {
    return await inStore<Kept<unknown> | undefined>('readonly', (store) => store.get(draft));
  } catch {
    return undefined;
  }
}

/** Writes one after the other, and of several waiting only the last. */
export function journalOf(draft: string) {
  let next: (() => Promise<unknown>) | undefined;
  let isWriting = false;
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
    keep: (document: unknown, revision: number) =>
      say(() => inStore('readwrite', (store) => store.put({ document, revision }, draft))),
    forget: () => say(() => inStore('readwrite', (store) => store.delete(draft))),
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
