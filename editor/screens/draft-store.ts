/** Where the browser keeps unsaved drafts. */
const DATABASE = 'flowmeter';
const STORE = 'drafts';

let opened: Promise<IDBDatabase> | undefined;

/** Done when what was written is on the disk: the answer is that of `work`. @throws where nothing is kept */
export async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Promise<T>,
): Promise<T> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  const transaction = (await opened).transaction(STORE, mode);
  const ended = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(wrongOf(transaction)));
  });
  const [answer] = await Promise.all([work(transaction.objectStore(STORE)), ended]);
  return answer;
}

export function answerOf<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result as T));
    request.addEventListener('error', () => reject(wrongOf(request)));
  });
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE));
  return answerOf<IDBDatabase>(request);
}

function wrongOf({ error }: { error: DOMException | null }): Error {
  return error ?? new Error('IndexedDB');
}
