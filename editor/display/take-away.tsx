/** Whatever leaves as a file is asked about first: what it is taken for. One dialog, beside all screens. */
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { loadWords } from '../words/setup.ts';

export interface Taking {
  /** What the file is called. */
  name: string;
  /** Makes the file or fetches it; `purpose` is empty where nothing was said. */
  take: (purpose: string) => Promise<unknown>;
}

const asked = createStore<{ now: Taking | undefined }>()(() => ({ now: undefined }));

export function takeAway(taking: Taking): void {
  asked.setState({ now: taking });
}

const Dialog = lazy(async () => {
  const [dialog] = await Promise.all([import('./take-away-dialog.tsx'), loadWords('interchange')]);
  return { default: dialog.TakeAwayDialog };
});

export function TakingAway() {
  const now = useStore(asked, (state) => state.now);
  if (now === undefined) return null;
  return (
    <Suspense fallback={null}>
      <Dialog taking={now} onClose={() => asked.setState({ now: undefined })} />
    </Suspense>
  );
}

/** A file that the server makes itself, with what it is taken for. */
export function fetchFile(path: string, purpose: string): Promise<void> {
  const url = new URL(path, window.location.origin);
  if (purpose !== '') url.searchParams.set('purpose', purpose);
  const link = document.createElement('a');
  link.href = url.href;
  link.download = '';
  link.click();
  return Promise.resolve();
}
