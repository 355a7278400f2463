/** The difference that is looked at: in the address, in the list and on the canvas alike. */
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { select, type View } from '../canvas/view-state.ts';
import { keyOf } from '../document/document.ts';
import { numberedOf, type Group, type Numbered } from './change-review-groups.ts';

const route = getRouteApi('/in/changes/$id');

export interface Place {
  /** The number of the difference that is looked at; undefined before any is. */
  at: number | undefined;
  count: number;
  go: (n: number) => void;
  /** To the next (1) or the previous (-1) one, round from the last to the first. */
  move: (by: 1 | -1) => void;
}

/** Follows the address to the canvases, and what is selected on them back to the address. */
export function usePlace(groups: readonly Group[], maps: readonly View[]): Place {
  const all = numberedOf(groups);
  const { at } = route.useSearch();
  const navigate = useNavigate({ from: '/changes/$id' });
  const current = all.find(({ n }) => n === at);
  const go = (n: number) =>
    void navigate({
      search: (before) => ({ ...before, tab: undefined, at: n }),
      replace: true,
      resetScroll: false,
    });
  const move = (by: 1 | -1) => {
    if (all.length === 0) return;
    const from = at ?? (by === 1 ? 0 : 1);
    go(((from - 1 + by + all.length) % all.length) + 1);
  };
  useNextKey(move);
  useShown(maps, all, current?.n);
  useTogether(maps);
  useSelected(maps, (step, key) => {
    if (current !== undefined && isAt(current, step, key)) return;
    const found = all.find((one) => isAt(one, step, key));
    if (found !== undefined) go(found.n);
  });
  return { at: current?.n, count: all.length, go, move };
}

/** Is a difference about the step, or the route of this key, that is selected? */
function isAt(
  { step, route: id }: Numbered,
  selected: string | undefined,
  key: string | undefined,
) {
  if (step === null) return false;
  if (key !== undefined) return id !== null && keyOf({ step, route: id }) === key;
  return step === selected;
}

function useNextKey(move: (by: 1 | -1) => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'F7' || event.isComposing) return;
    // Some browsers offer to browse by a text cursor on F7.
    event.preventDefault();
    move(event.shiftKey ? -1 : 1);
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => pressed(event);
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}

/** Brings the place of a difference into sight on every canvas, as soon as that is drawn. */
function useShown(maps: readonly View[], all: readonly Numbered[], at: number | undefined): void {
  const show = useEffectEvent((view: View, n: number | undefined) => {
    // Before any is chosen the first one is in sight, so that a large flow does not open elsewhere.
    const found = all.find((one) => (n === undefined ? one.step !== null : one.n === n));
    if (found === undefined || found.step === null) return;
    const { step, route: id } = found;
    if (n !== undefined) {
      if (id === null) select(view, [step]);
      else select(view, [], [keyOf({ step, route: id })]);
    }
    view.getState().camera?.show(step);
  });
  useEffect(() => {
    const endings = maps.map((view) => {
      show(view, at);
      return view.subscribe((now, before) => {
        if (now.camera !== undefined && before.camera === undefined) show(view, at);
      });
    });
    return () => {
      for (const end of endings) end();
    };
  }, [maps, at]);
}

/** Hears what is selected on a canvas: one step, or one route by its key. */
function useSelected(
  maps: readonly View[],
  hear: (step: string | undefined, key: string | undefined) => void,
): void {
  const heard = useEffectEvent(hear);
  useEffect(() => {
    const endings = maps.map((view) =>
      view.subscribe((now, before) => {
        if (now.steps === before.steps && now.routes === before.routes) return;
        const [step] = now.steps;
        const [key] = now.routes;
        if (now.steps.size + now.routes.size === 1) heard(step, key);
      }),
    );
    return () => {
      for (const end of endings) end();
    };
  }, [maps]);
}

/** A canvas that is moved by hand takes the others along. */
function useTogether(maps: readonly View[]): void {
  useEffect(() => {
    const endings = maps.map((view) =>
      view.subscribe(({ moved }, before) => {
        if (moved === undefined || moved === before.moved) return;
        for (const other of maps) if (other !== view) other.getState().camera?.place(moved);
      }),
    );
    return () => {
      for (const end of endings) end();
    };
  }, [maps]);
}
