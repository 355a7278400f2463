/**
 * Leaving drafts. A screen may be left at any time: what is not saved is saved on while the page is there.
 * The page may be left too, since the journal has what the server has not; only where it could not keep
 * that either does the browser ask.
 */
import { connection } from '../api/connection.ts';
import type { Saver } from './draft-saving.ts';

interface Sitting {
  saver: Pick<Saver<unknown>, 'isSaved' | 'leave' | 'flush' | 'close'>;
  /** Would nothing be lost with the page? */
  isSafe: () => boolean;
}

/** By draft: those on the screen, and those left before the server had everything. */
const sittings = new Map<string, Sitting>();

export function openSitting(draft: string, one: Sitting): { leave: () => void } {
  sittings.set(draft, one);
  hear();
  return { leave: () => one.saver.leave() };
}

/** The draft is about to be read: what was left of it unsaved goes first, and nothing is saved behind it. */
export async function finishSitting(draft: string): Promise<void> {
  const one = sittings.get(draft);
  if (one === undefined) return;
  if (!one.saver.isSaved()) await one.saver.flush();
  one.saver.close();
  sittings.delete(draft);
}

/** Would something be lost if the page went now? */
export function wouldLose(draft: string): boolean {
  return sittings.get(draft)?.isSafe() === false;
}

/** What is on the screen is given up. */
export function dropSitting(draft: string): void {
  sittings.delete(draft);
}

let isHearing = false;

function hear(): void {
  if (isHearing) return;
  isHearing = true;
  globalThis.addEventListener('beforeunload', (event) => {
    if ([...sittings.values()].some(({ isSafe }) => !isSafe())) event.preventDefault();
  });
  // Whoever looks at something else may go on elsewhere: what was typed is there by then.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') saveAll();
  });
  connection.subscribe((now, before) => {
    if (now.state === 'well' && before.state !== 'well') saveAll();
  });
  globalThis.addEventListener('online', saveAll);
}

function saveAll(): void {
  for (const { saver } of sittings.values()) saver.leave();
}
