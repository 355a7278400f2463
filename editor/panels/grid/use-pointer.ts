/** The mouse, a pen or a finger in the grid: selecting, drawing the handle, moving rows and columns. */
import {
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { beginDrag, type Drag, drawn, type Pointed } from './drag.ts';
import { pointAt, pointedAt } from './pointed.ts';
import { areaOf, type Selection, type Size, wholeColumns, wholeRows } from './selection.ts';
import type { GridProps } from './grid.tsx';
import { useDrop } from './use-drop.ts';
import type { Editing } from './use-editing.ts';

export function usePointer(
  props: GridProps,
  editing: Editing,
  frame: RefObject<HTMLDivElement | null>,
) {
  const { sheet, selection, onSelect } = props;
  const [drag, setDrag] = useState<Drag>();
  const isTouched = useRef(false);
  const size = { rows: sheet.rows.length, columns: sheet.columns.length, page: 1 };
  const drop = useDrop(props);
  const choose = (pointed: Pointed, isGrowing: boolean) => {
    const next = selectionOf(pointed, size);
    onSelect(isGrowing ? { ...next, anchor: selection.anchor } : next);
    frame.current?.focus({ preventScroll: true });
  };
  const follow = (x: number, y: number) => {
    const held = frame.current;
    if (held === null || drag === undefined) return;
    const next = drawn(drag, pointAt(held, x, y), sheet);
    setDrag(next);
    const shown = next === undefined ? undefined : selectionBy(next, selection, size);
    if (shown !== undefined) onSelect(shown);
  };
  const seen = useEdges(frame, drag !== undefined, follow);
  const begin = (event: PointerEvent<HTMLDivElement>) => {
    isTouched.current = event.pointerType === 'touch';
    const pointed = event.button === 0 ? pointedAt(event.target) : undefined;
    if (pointed === undefined) return;
    if (editing.text !== undefined && !editing.commit({})) {
      event.preventDefault();
      return;
    }
    // A finger scrolls; it takes hold of handles alone.
    if (isTouched.current && !pointed.isHandle) return;
    if (!pointed.isHandle) choose(pointed, event.shiftKey);
    if (pointed.isHandle && sheet.edits === undefined) return;
    setDrag(beginDrag(pointed, areaOf(selection), sheet.columns.length));
  };
  const end = () => {
    if (drag !== undefined) drop(drag);
    setDrag(undefined);
  };
  return {
    drag,
    cancel: () => setDrag(undefined),
    handlers: {
      ...useClicks({ props, editing, isTouched, choose, drop }),
      onPointerDown: begin,
      onPointerMove: (event: PointerEvent) => {
        if (drag === undefined) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        seen(event.clientX, event.clientY);
        follow(event.clientX, event.clientY);
      },
      onPointerUp: end,
      onPointerCancel: () => setDrag(undefined),
    },
  };
}

interface Clicked {
  props: GridProps;
  editing: Editing;
  isTouched: RefObject<boolean>;
  choose: (pointed: Pointed, isGrowing: boolean) => void;
  drop: (drag: Drag) => void;
}

/** What needs no drawing: a tap of a finger, a double click. */
function useClicks({ props, editing, isTouched, choose, drop }: Clicked) {
  const { sheet, selection } = props;
  return {
    /** What could not be kept keeps the keyboard. */
    onMouseDown: (event: MouseEvent) => {
      if (editing.text !== undefined && pointedAt(event.target)) event.preventDefault();
    },
    onClick: (event: MouseEvent) => {
      const pointed = isTouched.current ? pointedAt(event.target) : undefined;
      if (pointed !== undefined && !pointed.isHandle) choose(pointed, false);
    },
    onDoubleClick: (event: MouseEvent) => {
      const pointed = sheet.edits === undefined ? undefined : pointedAt(event.target);
      if (pointed?.kind === 'cell') editing.begin();
      if (pointed?.kind === 'fill') drop(toTheEnd(areaOf(selection), sheet.rows.length));
    },
  };
}

/** The handle drawn to the last row, as a double click does. */
function toTheEnd(from: ReturnType<typeof areaOf>, rows: number): Drag {
  return { kind: 'fill', from, to: { ...from, rows: Math.max(from.rows, rows - from.top) } };
}

function selectionOf(pointed: Pointed, size: Size): Selection {
  const { row, column } = pointed;
  if (pointed.kind === 'row') return wholeRows(row, row, size);
  if (pointed.kind === 'column') return wholeColumns(column, column, size);
  return { at: { row, column }, anchor: { row, column } };
}

/** What is selected while it is drawn; nothing new while something else is moved. */
function selectionBy(drag: Drag, selection: Selection, size: Size): Selection | undefined {
  if (drag.kind === 'cells') return { anchor: selection.anchor, at: drag.at };
  if (drag.kind === 'rows') return wholeRows(drag.from, drag.to, size);
  return drag.kind === 'columns' ? wholeColumns(drag.from, drag.to, size) : undefined;
}

/** So near to the edge the grid scrolls by itself, px, and so far in one frame. */
const EDGE = 28;
const STEP = 14;

/** While something is drawn beyond what is in sight, the rest comes into sight. */
function useEdges(
  frame: RefObject<HTMLDivElement | null>,
  isDrawn: boolean,
  follow: (x: number, y: number) => void,
) {
  const last = useRef<{ x: number; y: number }>(undefined);
  const onMove = useRef(follow);
  useEffect(() => {
    onMove.current = follow;
  });
  useEffect(() => {
    if (!isDrawn) return undefined;
    let next = 0;
    const look = () => {
      next = requestAnimationFrame(look);
      const held = frame.current;
      const { current: point } = last;
      if (held === null || point === undefined) return;
      const { left, right, top, bottom } = held.getBoundingClientRect();
      const [x, y] = [wayOf(point.x, left, right), wayOf(point.y, top, bottom)];
      if (x === 0 && y === 0) return;
      held.scrollBy(x * STEP, y * STEP);
      onMove.current(point.x, point.y);
    };
    look();
    return () => {
      cancelAnimationFrame(next);
      last.current = undefined;
    };
  }, [frame, isDrawn]);
  return (x: number, y: number) => {
    last.current = { x, y };
  };
}

function wayOf(at: number, low: number, high: number): -1 | 0 | 1 {
  if (at < low + EDGE) return -1;
  return at > high - EDGE ? 1 : 0;
}
