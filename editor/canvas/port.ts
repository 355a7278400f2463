/** How the canvas asks for changes of the document; there is none where the flow is only shown. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { Edit } from '../document/commands.ts';
import type { FlowDocument } from '../document/document.ts';
import { createView, type View, type ViewState } from './view-state.ts';

export interface EditPort<D = FlowDocument, E = Edit> {
  /** The document as it is now, also between two drawings of the screen. */
  read: () => D;
  /** Does an edit; answers the things it touched, or undefined when it was refused (and says why). */
  perform: (edit: E, burst?: string) => string[] | undefined;
  undo: () => void;
  redo: () => void;
  /** What undo and redo would do. */
  labels: () => { undo: Localized | null; redo: Localized | null };
}

export const EditContext = createContext<EditPort | null>(null);
export const ViewContext = createContext<View>(createView());

export function useEdit(): EditPort | null {
  return useContext(EditContext);
}

export function useViewStore(): View {
  return useContext(ViewContext);
}

export function useView<T>(select: (state: ViewState) => T): T {
  return useStore(useContext(ViewContext), select);
}
