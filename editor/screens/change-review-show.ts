import { useNavigate } from '@tanstack/react-router';
import type { Change } from '../api/changes.ts';
import type { Thread } from '../api/comments.ts';
import { select } from '../canvas/view-state.ts';
import { keyOf } from '../document/document.ts';
import type { Chart } from './change-review-place.ts';

/** Shows what a thread is about: on the canvases, or the definition that it is in. */
export function useShowThread(change: Change, charts: readonly Chart[]): (thread: Thread) => void {
  const navigate = useNavigate({ from: '/changes/$id' });
  return ({ anchor }) => {
    if (anchor === null) return;
    const item = change.items.findIndex(
      ({ kind, definition }) => kind === anchor.kind && definition.id === anchor.id,
    );
    const place = item <= 0 ? undefined : item + 1;
    void navigate({
      search: (before) => ({
        ...before,
        item: place,
        tab: anchor.step === null ? undefined : 'discussion',
      }),
      replace: true,
    });
    const { step, route } = anchor;
    if (step === null) return;
    for (const { view } of charts) {
      if (route === null) select(view, [step]);
      else select(view, [], [keyOf({ step, route })]);
      view.getState().camera?.show(step);
    }
  };
}
