/** A kind carried from the palette onto the canvas by a finger, which knows no dragging of its own. */
import type { PointerEvent } from 'react';
import { useStore } from 'zustand';
import { stepKinds, type StepKindName } from '@flowmeter/engine/steps/registry.ts';
import { useSay } from '../words/say.ts';
import { KindIcon } from './kind-icon.tsx';
import type { View } from './view-state.ts';

/** How far a finger moves before it carries, in pixels. */
const SLACK = 10;

/** For the button of a kind. */
export function carryingOf(view: View, kind: StepKindName) {
  let from: { x: number; y: number } | undefined;
  const stop = () => {
    from = undefined;
    if (view.getState().carried) view.setState({ carried: undefined });
  };
  return {
    onPointerDown({ pointerType, clientX, clientY }: PointerEvent) {
      from = pointerType === 'touch' ? { x: clientX, y: clientY } : undefined;
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      if (from === undefined) return;
      const isNear = Math.hypot(clientX - from.x, clientY - from.y) < SLACK;
      if (isNear && view.getState().carried === undefined) return;
      view.setState({ carried: { kind, at: { x: clientX, y: clientY }, dropped: false } });
    },
    onPointerUp() {
      const { carried } = view.getState();
      from = undefined;
      if (carried === undefined) return;
      const { x, y } = carried.at;
      const isOver = document.elementFromPoint(x, y)?.closest('.flow-canvas.is-editable');
      view.setState({ carried: isOver ? { ...carried, dropped: true } : undefined });
    },
    onPointerCancel: stop,
  };
}

/** What is carried, at the finger. */
export function Carried({ view }: { view: View }) {
  const say = useSay();
  const carried = useStore(view, (state) => state.carried);
  if (carried === undefined) return null;
  return (
    <span className="palette-carried" style={{ left: carried.at.x, top: carried.at.y }}>
      <KindIcon kind={carried.kind} />
      {say(stepKinds[carried.kind].name)}
    </span>
  );
}
