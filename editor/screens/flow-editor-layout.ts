import { useCallback } from 'react';
import { arrange } from '../canvas/arranger.ts';
import type { View } from '../canvas/view-state.ts';
import type { FlowSession } from './flow-editor.tsx';

/** How long steps take to their new places, in ms. */
const GLIDE = 250;

/** Arranges all steps: computed beside the page, done as one edit. */
export function useLayout(session: FlowSession, view: View): () => void {
  return useCallback(() => void arrangeAll(session, view), [session, view]);
}

async function arrangeAll({ port }: FlowSession, view: View): Promise<void> {
  const before = port.read();
  const to = await arrange(before);
  if (port.read() !== before) return;
  view.setState({ glides: true });
  port.perform({ do: 'layoutAll', args: { to } });
  setTimeout(() => view.setState({ glides: false }), GLIDE);
}
