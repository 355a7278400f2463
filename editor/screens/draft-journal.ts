/**
 * The journal of unsaved drafts in the browser (IndexedDB): what the server has not got yet. Each page has
 * entries of its own, so that two windows on one draft keep both their work; those of a page that is
 * gone are taken over by the next that opens the draft.
 */
import { createStore } from 'zustand/vanilla';
import { answerOf, inStore } from './draft-store.ts';
import { goneSittings, sitting } from './draft-sitting.ts';

export interface Kept<D> {
  document: D;
  /** The revision of the draft that it was changed from. */
  revision: number;
  /** What the draft was at that revision, where that was kept too. */
  base?: D | undefined;
  /** When it was last changed; of what an earlier version of this program kept that is not known. */
  at?: string | undefined;
}

/** What was kept of a draft; undefined when everything was saved, or where nothing can be kept. */
export async function readKept(draft: string): Promise<Kept<unknown> | undefined> {
  const journal = journalOf(draft);
  await journal.whenWritten();
  try {
    const kept = await takenOver(draft);
    journal.state.setState({ document: kept?.document, hasFailed: false });
    return kept;
  } catch {
    return undefined;
  }
}

interface Entry {
  key: string;
  kept: Kept<unknown>;
}

/** The entry of this page, or else the latest of a page that is gone, which is this page's from now on. */
async function takenOver(draft: string): Promise<Kept<unknown> | undefined> {
  const entries = await entriesOf(draft);
  const own = entries.find(({ key }) => key === keyOf(draft));
  const gone = await goneSittings(entries.map(({ key }) => sittingIn(key)));
  const latest = entries
    .filter(({ key }) => gone.has(sittingIn(key)))
    .toSorted((a, b) => (b.kept.at ?? '').localeCompare(a.kept.at ?? ''))[0];
  const found = own ?? latest;
  if (found === undefined) return undefined;
  const { key, kept } = found;
  return inStore('readwrite', async (store) => {
    const base = await answerOf<Kept<unknown> | undefined>(store.get(baseOf(key)));
    if (key !== keyOf(draft)) {
      store.put(kept, keyOf(draft));
      if (base !== undefined) store.put(base, baseOf(keyOf(draft)));
      store.delete(key);
      store.delete(baseOf(key));
    }
    return { ...kept, base: base?.revision === kept.revision ? base.document : undefined };
  });
}

function entriesOf(draft: string): Promise<Entry[]> {
  return inStore('readonly', async (store) => {
    const range = IDBKeyRange.bound(draft, `${draft} \uFFFF`);
    const [keys, found] = await Promise.all([
      answerOf<string[]>(store.getAllKeys(range)),
      answerOf<Kept<unknown>[]>(store.getAll(range)),
    ]);
    return keys.flatMap((key, at) => {
      const kept = found[at];
      return kept === undefined || key.endsWith(baseOf('')) ? [] : [{ key, kept }];
    });
  });
}

/** The key of a draft's entry: the draft and the page. One without a page is of an earlier version. */
const keyOf = (draft: string) => `${draft} ${sitting}`;
const sittingIn = (key: string) => key.split(' ')[1] ?? '';

/** Where it is kept what a draft was changed from. */
const baseOf = (key: string) => `${key} base`;

interface Written {
  /** What is held safely in the browser; undefined when nothing is. */
  document: unknown;
  /** Could the last not be kept? Then it would be lost with the page. */
  hasFailed: boolean;
}

export type Journal = ReturnType<typeof createJournal>;

const journals = new Map<string, Journal>();

/** One for each draft: who reads waits for what is being written. */
export function journalOf(draft: string): Journal {
  const known = journals.get(draft) ?? createJournal(keyOf(draft));
  journals.set(draft, known);
  return known;
}

/** Writes one after the other, and of several waiting only the last. */
function createJournal(key: string) {
  const state = createStore<Written>(() => ({ document: undefined, hasFailed: false }));
  let next: (() => Promise<Written>) | undefined;
  let writing: Promise<void> | undefined;
  let base: unknown;
  const write = async () => {
    while (next !== undefined) {
      const now = next;
      next = undefined;
      // A browser that keeps nothing (private windows, a full disk) still saves to the server.
      state.setState(await now().catch(() => ({ document: undefined, hasFailed: true })));
    }
    writing = undefined;
  };
  const say = (work: () => Promise<Written>) => {
    next = work;
    writing ??= write();
  };
  return {
    state,
    /** Is this very document safe in the browser? */
    holds: (document: unknown) => state.getState().document === document,
    whenWritten: async () => writing,
    /** `from` is what the server has at the revision, null where that is not known. */
    keep: (document: unknown, revision: number, from: unknown) =>
      say(async () => {
        const isNew = from !== null && from !== base;
        await inStore('readwrite', async (store) => {
          if (isNew) store.put({ document: from, revision }, baseOf(key));
          store.put({ document, revision, at: new Date().toISOString() }, key);
        });
        if (isNew) base = from;
        return { document, hasFailed: false };
      }),
    forget: () =>
      say(async () => {
        base = undefined;
        await inStore('readwrite', async (store) => {
          store.delete(key);
          store.delete(baseOf(key));
        });
        return { document: undefined, hasFailed: false };
      }),
  };
}
