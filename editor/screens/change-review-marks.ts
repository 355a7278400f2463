/** The marks that a change leaves on the steps and routes of the canvas. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { Difference } from '../api/changes.ts';
import type { Mark, Marks } from '../canvas/marks.ts';
import { keyOf, waysOf } from '../document/document.ts';

export type ReviewMark = 'added' | 'removed' | 'changed';

/** What a step or a route is called by on the canvas. */
interface Place {
  step: string;
  route: string | null;
}

/** Old (null where there was none) and new flow, and what differs between them. */
export interface FlowChange {
  base: FlowDefinition | null;
  content: FlowDefinition;
  differences: readonly Difference[];
}

/** Over both flows at once; with a step go its routes. */
export function marksOf({ base, content, differences }: FlowChange): Marks {
  const steps: Record<string, Mark> = {};
  const routes: Record<string, Mark> = {};
  const put = ({ step, route }: Place, kind: ReviewMark, note?: Localized) => {
    const marks = route === null ? steps : routes;
    const key = route === null ? step : keyOf({ step, route });
    marks[key] = joined(marks[key], kind, note);
  };
  const putWhole = (flow: FlowDefinition | null, step: string, kind: ReviewMark) => {
    for (const route of waysOf(flow?.steps[step] ?? { kind: 'end', name: none, routes: [] })) {
      put({ step, route: route.id }, kind);
    }
  };
  if (base === null) {
    for (const step of Object.keys(content.steps)) {
      put({ step, route: null }, 'added');
      putWhole(content, step, 'added');
    }
    return { steps, routes };
  }
  for (const { kind, pointer, step, route, sentence } of differences) {
    if (step === null) continue;
    const isWhole = pointer.split('/').length === (route === null ? 3 : 5);
    const mark = isWhole && (kind === 'added' || kind === 'removed') ? kind : 'changed';
    put({ step, route }, mark, sentence);
    if (route === null && mark !== 'changed') {
      putWhole(mark === 'added' ? content : base, step, mark);
    }
  }
  return { steps, routes };
}

const none: Localized = { zh: '', en: '' };

/** Only the marks of what the old, or the new, flow has. */
export function marksWithout(marks: Marks, absent: 'added' | 'removed'): Marks {
  const kept = (all: Marks['steps']) =>
    Object.fromEntries(Object.entries(all).filter(([, mark]) => mark.kind !== absent));
  return { steps: kept(marks.steps), routes: kept(marks.routes) };
}

/** Several differences of one place: it has changed, and each says how. */
function joined(before: Mark | undefined, kind: ReviewMark, note: Localized | undefined): Mark {
  if (before === undefined) return note === undefined ? { kind } : { kind, note };
  const merged = before.kind === kind ? kind : 'changed';
  const notes = [before.note, note].filter((one) => one !== undefined);
  if (notes.length === 0) return { kind: merged };
  const lines = (language: 'zh' | 'en') => notes.map((one) => one[language]).join('\n');
  return { kind: merged, note: { zh: lines('zh'), en: lines('en') } };
}
