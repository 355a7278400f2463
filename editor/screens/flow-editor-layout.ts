import { useCallback } from 'react';
import { arrangeSome } from '../canvas/arrange-some.ts';
import { arrange } from '../canvas/arranger.ts';
import type { View } from '../canvas/view-state.ts';
import type { FlowSession } from './flow-editor.tsx';

/** How long steps take to their new places, in ms, and a little more. */
const GLIDE = 250;

/** Arranges all steps, or some among themselves: computed beside the page, done as one edit. */
export function useLayout(session: FlowSession, view: View): (steps?: readonly string[]) => void {
  return useCallback((steps) => void arranged(session, view, steps), [session, view]);
}

async function arranged({ port }: FlowSession, view: View, steps?: readonly string[]) {
  const before = port.read();
  const to = await (steps === undefined ? arrange(before) : arrangeSome(before, steps, arrange));
  if (port.read() !== before) return;
  view.setState({ glides: true });
  if (steps === undefined) port.perform({ do: 'layoutAll', args: { to } });
  else port.perform({ do: 'layoutSome', args: { to } });
  setTimeout(() => view.setState({ glides: false }), GLIDE);
}
