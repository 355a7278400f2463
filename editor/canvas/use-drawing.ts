/** The picture of a document, kept as steady as it can be while things change. */
import { useLayoutEffect, useMemo, useState } from 'react';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { type FlowDocument, keyOf, waysOf } from '../document/document.ts';
import type { Box } from '../document/geometry.ts';
import { useLanguage } from '../words/say.ts';
import { type Badge, createPencil, type RouteEdge, type StepNode } from './drawing.ts';
import { type Held, takeInHand } from './holding.ts';
import type { Marks } from './marks.ts';
import { useView, useViewStore } from './port.ts';
import { labelWidth, routeWords } from './route-words.ts';
import { useSurroundings } from './surroundings.ts';
import { createSurveyor, type Laid } from './surveyor.ts';
import type { Track } from './tracks.ts';

export interface Picture {
  document: FlowDocument;
  /** At rest: without what is being dragged. */
  boxes: ReadonlyMap<string, Box>;
  tracks: ReadonlyMap<string, Track>;
  nodes: StepNode[];
  edges: RouteEdge[];
}

interface Seen {
  marks: Marks;
  badges: Readonly<Record<string, Badge>>;
  editable: boolean;
}

export function useDrawing(document: FlowDocument, { marks, badges, editable }: Seen): Picture {
  const steps = useView((view) => view.steps);
  const routes = useView((view) => view.routes);
  const words = useRouteWords(document);
  const widths = useWidths(words);
  const rest = useRest(document, widths);
  const held = useHeld(rest, widths);
  const boxes = held?.boxes ?? rest.boxes;
  const [pencil] = useState(createPencil);

  return useMemo(() => {
    const drawn = { ...rest, boxes, words, marks, badges, steps, routes, editable };
    return { document, boxes: rest.boxes, tracks: rest.tracks, ...pencil.draw(drawn) };
  }, [document, rest, boxes, words, marks, badges, steps, routes, editable, pencil]);
}

function useRouteWords(document: FlowDocument): ReadonlyMap<string, Localized | null> {
  const surroundings = useSurroundings();
  const { flow } = document;
  return useMemo(() => {
    const words = new Map<string, Localized | null>();
    for (const [step, one] of Object.entries(flow.steps)) {
      for (const route of waysOf(one)) {
        words.set(keyOf({ step, route: route.id }), routeWords(flow, step, route, surroundings));
      }
    }
    return words;
  }, [flow, surroundings]);
}

type Words = ReadonlyMap<string, Localized | null>;

function useRest(document: FlowDocument, widths: Widths): Laid {
  const [surveyor] = useState(createSurveyor);
  return useMemo(() => surveyor.lay(document, widths), [surveyor, document, widths]);
}

type Widths = ReadonlyMap<string, number>;

function useWidths(words: Words): Widths {
  const language = useLanguage();
  return useMemo(
    () => new Map([...words].map(([key, text]) => [key, labelWidth(text, language)])),
    [words, language],
  );
}

/** Steps where they are held while they are dragged; the lines at them are told apart from all others. */
function useHeld(rest: Laid, widths: Widths): Held | undefined {
  const drag = useView((view) => view.drag);
  const steps = drag && [...drag.positions.keys()].join('\n');
  const hold = useMemo(() => {
    if (steps === undefined) return undefined;
    return takeInHand(rest, new Set(steps.split('\n')), (key) => widths.get(key) ?? 0);
  }, [rest, steps, widths]);
  const held = useMemo(() => (drag && hold ? hold(drag) : undefined), [drag, hold]);
  const view = useViewStore();
  useLayoutEffect(() => view.setState({ held: held?.tracks }), [view, held]);
  return held;
}
