/** The difference that is looked at: in the address, in the list and on the canvas alike. */
import { useEffect, useEffectEvent } from 'react';
import { select, type View } from '../canvas/view-state.ts';
import { keyOf } from '../document/document.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { numberedOf, type Group, type Numbered } from './change-review-groups.ts';
import { neighboursOf } from './change-review-overlay.ts';

export interface Place {
  /** The number of the difference that is looked at; undefined before any is. */
  at: number | undefined;
  count: number;
  go: (n: number) => void;
  /** To the next (1) or the previous (-1) one, round from the last to the first. */
  move: (by: 1 | -1) => void;
  /** The address that shows the difference that is looked at to anybody; undefined before any is. */
  link: (() => string) | undefined;
}

/** Where the screen's address says which difference is looked at. */
export interface Address {
  at: number | undefined;
  /** A place in the document instead, which stays what it is when there are more differences. */
  pointer: string | undefined;
  go: (n: number) => void;
  /** What else the address has to say, for whoever has only that. */
  along: Readonly<Record<string, string>>;
}

/** A canvas: what is seen of it, and the flow on it (null: old and new laid over each other). */
export interface Chart {
  view: View;
  flow: FlowDefinition | null;
  /** The flow it is compared with, which may have steps that it has not. */
  other: FlowDefinition | null;
}

/** Follows the address to the canvases, and what is selected on them back to the address. */
export function usePlace(
  groups: readonly Group[],
  charts: readonly Chart[],
  { at, pointer, go, along }: Address,
): Place {
  const all = numberedOf(groups);
  const current = all.find(({ n }) => n === at) ?? differenceAt(all, pointer);
  const move = (by: 1 | -1) => {
    if (all.length === 0) return;
    const from = current?.n ?? (by === 1 ? 0 : 1);
    go(((from - 1 + by + all.length) % all.length) + 1);
  };
  useNextKey(move);
  useShown(charts, all, current?.n);
  useTogether(charts);
  useSelected(charts, (step, key) => {
    if (current !== undefined && isAt(current, step, key)) return;
    const found = all.find((one) => isAt(one, step, key));
    if (found !== undefined) go(found.n);
  });
  const link = current && (() => addressOf(current.pointer, along));
  return { at: current?.n, count: all.length, go, move, link };
}

/** This screen's address with a place in it, which outlives a change of the numbers. */
function addressOf(pointer: string, along: Address['along']): string {
  const url = new URL(globalThis.location.href);
  for (const part of ['at', 'tab']) url.searchParams.delete(part);
  for (const [part, said] of Object.entries({ ...along, place: pointer })) {
    url.searchParams.set(part, said);
  }
  return url.href;
}

/** The difference of a place of the document; else the first one inside it, or what it is inside of. */
export function differenceAt(
  all: readonly Numbered[],
  pointer: string | undefined,
): Numbered | undefined {
  if (pointer === undefined) return undefined;
  return (
    all.find((one) => one.pointer === pointer) ??
    all.find((one) => one.pointer.startsWith(`${pointer}/`)) ??
    all.find((one) => pointer.startsWith(`${one.pointer}/`))
  );
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
function useShown(
  charts: readonly Chart[],
  all: readonly Numbered[],
  at: number | undefined,
): void {
  const show = useEffectEvent((chart: Chart, n: number | undefined) => {
    const { view } = chart;
    // Before any is chosen the first one is in sight, so that a large flow does not open elsewhere.
    const found = all.find((one) => (n === undefined ? one.step !== null : one.n === n));
    if (found === undefined || found.step === null) return;
    const { step, route: id } = found;
    if (n !== undefined) {
      if (id === null) select(view, [step]);
      else select(view, [], [keyOf({ step, route: id })]);
    }
    const shown = nearest(chart, step);
    if (shown !== undefined) view.getState().camera?.show(shown);
  });
  useEffect(() => {
    const endings = charts.map((chart) => {
      show(chart, at);
      return chart.view.subscribe((now, before) => {
        if (now.camera !== undefined && before.camera === undefined) show(chart, at);
      });
    });
    return () => {
      for (const end of endings) end();
    };
  }, [charts, at]);
}

/** The step itself, or on a canvas that does not have it the place where it would stand. */
function nearest({ flow, other }: Chart, step: string): string | undefined {
  if (flow === null || flow.steps[step] !== undefined) return step;
  if (other === null) return undefined;
  return neighboursOf(other, step).find((one) => flow.steps[one] !== undefined);
}

/** Hears what is selected on a canvas: one step, or one route by its key. */
function useSelected(
  charts: readonly Chart[],
  hear: (step: string | undefined, key: string | undefined) => void,
): void {
  const heard = useEffectEvent(hear);
  useEffect(() => {
    const endings = charts.map(({ view }) =>
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
  }, [charts]);
}

/** A canvas that is moved by hand takes the others along. */
function useTogether(charts: readonly Chart[]): void {
  useEffect(() => {
    const endings = charts.map(({ view }) =>
      view.subscribe(({ moved }, before) => {
        if (moved === undefined || moved === before.moved) return;
        for (const { view: other } of charts)
          if (other !== view) other.getState().camera?.place(moved);
      }),
    );
    return () => {
      for (const end of endings) end();
    };
  }, [charts]);
}
