/** Pointers on the canvas: pressing it gives it the keyboard, a finger held still opens the menu. */
import { type MouseEvent, type PointerEvent, type TouchEvent, useMemo } from 'react';
import type { Point } from '../document/document.ts';
import type { Situation } from './action-runs.ts';

/** How long a finger has to rest, in ms, and how far it may stray meanwhile, in pixels. */
const REST = 500;
const STRAY = 10;

/** What has its own use of a press. */
const OWN = 'input, textarea, select, button, a, [contenteditable], [role="dialog"], [role="menu"]';

interface Resting extends Point {
  timer: ReturnType<typeof setTimeout>;
}

export function usePointing(read: () => Situation) {
  return useMemo(() => {
    const finger: { resting?: Resting; opened: boolean } = { opened: false };
    const lift = () => {
      clearTimeout(finger.resting?.timer);
      delete finger.resting;
    };
    return {
      onPointerDownCapture(event: PointerEvent<HTMLElement>) {
        const target = event.target as Element;
        lift();
        finger.opened = false;
        if (target.closest(OWN)) return;
        event.currentTarget.focus({ preventScroll: true });
        if (event.pointerType !== 'touch' || !event.isPrimary) return;
        const at = { x: event.clientX, y: event.clientY };
        const timer = setTimeout(() => {
          finger.opened = true;
          openMenuOn(target, at, read());
        }, REST);
        finger.resting = { ...at, timer };
      },
      onPointerMoveCapture({ clientX, clientY }: PointerEvent) {
        const { resting } = finger;
        if (resting && Math.hypot(clientX - resting.x, clientY - resting.y) > STRAY) lift();
      },
      onPointerUpCapture: lift,
      onPointerCancelCapture: lift,
      /** The press is over: it is no click beside the menu that it opened. */
      onTouchEndCapture(event: TouchEvent) {
        if (finger.opened && event.cancelable) event.preventDefault();
      },
    };
  }, [read]);
}

/** The menu of what lies under the pointer; where nothing does, a list of what may be put there. */
function openMenuOn(target: Element, at: Point, situation: Situation): void {
  const idOf = (selector: string) => target.closest(selector)?.getAttribute('data-id') ?? undefined;
  const [step, route] = [idOf('.react-flow__node'), idOf('.react-flow__edge')];
  if (step === undefined && route === undefined) askHere(at, situation);
  else openMenuAt(at, situation, step, route);
}

/** What is pressed becomes the selection, unless it is part of it. */
export function openMenuAt(at: Point, { view }: Situation, step?: string, route?: string): void {
  const state = view.getState();
  const isChosen = step === undefined ? state.routes.has(route ?? '') : state.steps.has(step);
  view.setState({
    drag: undefined,
    menu: state.camera?.toCanvas(at),
    ...(isChosen
      ? {}
      : {
          steps: new Set(step === undefined ? [] : [step]),
          routes: new Set(route === undefined ? [] : [route]),
        }),
  });
}

/** Asks which kind of step is to stand at a place of the window. */
function askHere(at: Point, { edit, view }: Situation): void {
  const { camera } = view.getState();
  if (edit === null || camera === undefined) return;
  const place = camera.toCanvas(at);
  view.setState({ asking: { what: 'add', at: place, to: camera.toFlow(place) } });
}

/** The right button on empty ground. */
export function groundMenu(read: () => Situation) {
  return (event: MouseEvent | globalThis.MouseEvent) => {
    event.preventDefault();
    askHere({ x: event.clientX, y: event.clientY }, read());
  };
}
