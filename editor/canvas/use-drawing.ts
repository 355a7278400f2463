/** The picture of a document, kept as steady as it can be while things change. */
import { useMemo, useState } from 'react';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { type FlowDocument, keyOf, waysOf } from '../document/document.ts';
import type { Box } from '../document/geometry.ts';
import { useLanguage } from '../words/say.ts';
import { draggedBoxes, draggedDocument } from './dragging.ts';
import { type Badge, createPencil, type RouteEdge, type StepNode } from './drawing.ts';
import type { Marks } from './marks.ts';
import { useView } from './port.ts';
import { labelWidth, routeWords } from './route-words.ts';
import { useSurroundings } from './surroundings.ts';
import { createSurveyor, type Laid } from './surveyor.ts';
import { type Track, tracksOf } from './tracks.ts';

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
  const shown = useDragged(document, rest, widths);
  const [pencil] = useState(createPencil);

  return useMemo(() => {
    const drawn = { ...shown, words, marks, badges, steps, routes, editable };
    return { document, boxes: rest.boxes, tracks: rest.tracks, ...pencil.draw(drawn) };
  }, [document, rest, shown, words, marks, badges, steps, routes, editable, pencil]);
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

/** While steps are dragged only the lines at them are drawn anew. */
function useDragged(document: FlowDocument, rest: Laid, widths: Widths): Laid {
  const drag = useView((view) => view.drag);
  return useMemo(() => {
    if (drag === undefined) return rest;
    const dragged = draggedDocument(document, drag);
    const boxes = new Map<string, Box>();
    const moved = new Set<string>();
    for (const [id, box] of draggedBoxes(document, dragged, drag, rest.boxes)) {
      const before = rest.boxes.get(id);
      const isMoved = before === undefined || differs(box, before);
      if (isMoved) moved.add(id);
      // What stays where it was stays the same object: nothing about it is drawn anew.
      boxes.set(id, isMoved ? box : before);
    }
    const touched = linesAt(document, moved);
    const fixed = new Map([...rest.tracks].filter(([key]) => !touched.has(key)));
    return {
      document: dragged,
      boxes,
      tracks: tracksOf(dragged, boxes, (key) => widths.get(key) ?? 0, fixed),
    };
  }, [document, rest, drag, widths]);
}

function differs(one: Box, other: Box): boolean {
  return (
    one.x !== other.x ||
    one.y !== other.y ||
    one.width !== other.width ||
    one.height !== other.height
  );
}

/** The keys of the lines that leave or reach one of the steps. */
function linesAt({ flow }: FlowDocument, steps: ReadonlySet<string>): Set<string> {
  const keys = new Set<string>();
  for (const [id, step] of Object.entries(flow.steps)) {
    const leaves = steps.has(id);
    for (const branch of 'branches' in step ? step.branches : []) {
      if (leaves || steps.has(branch.start)) keys.add(keyOf({ branch: branch.id }));
    }
    for (const route of waysOf(step)) {
      if (leaves || steps.has(route.to)) keys.add(keyOf({ step: id, route: route.id }));
    }
  }
  return keys;
}
