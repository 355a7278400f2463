/** What every part of a panel needs: the document, what is around it, and how it is changed. */
import { createContext, useContext } from 'react';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { Edit } from '../document/commands.ts';
import type { FlowDocument } from '../document/document.ts';
import type { Around } from './around.ts';

/**
 * Does an edit. Edits of one burst that follow each other are one entry of the history. What it answers
 * is not looked at; refusals are told by whoever does the edit.
 */
export type Run = (edit: Edit, burst?: string) => unknown;

export interface Panel {
  document: FlowDocument;
  around: Around;
  /** Problems of the flow; each is shown where its pointer leads. */
  problems: readonly Problem[];
  /** Absent where the flow is only shown. */
  run: Run | undefined;
  /** The route that is selected, of the step that is shown. */
  openRoute?: string | undefined;
}

export const PanelContext = createContext<Panel | null>(null);

/** The problems of a draft that is no flow. */
export const ProblemsContext = createContext<readonly Problem[]>([]);

/** The problems around, each to be shown where its pointer leads. */
export function useProblems(): readonly Problem[] {
  const panel = useContext(PanelContext);
  const own = useContext(ProblemsContext);
  return panel?.problems ?? own;
}

/** Is what stands here only shown? Parts that change nothing by themselves ask this alone. */
export const ReadOnlyContext = createContext(false);

export function usePanel(): Panel & { perform: Run } {
  const panel = useContext(PanelContext);
  if (panel === null) throw new Error('no panel around this part');
  return { ...panel, perform: panel.run ?? nothing };
}

export function useIsReadOnly(): boolean {
  return useContext(ReadOnlyContext);
}

let gestures = 0;

/** The name of a gesture that has not been before. */
export function newBurst(): string {
  gestures += 1;
  return `panel-${gestures}`;
}

function nothing(): void {}
