/** Fields dragged to another place by mouse, pen or finger; only where they are dropped is an edit. */
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useRef,
  useState,
} from 'react';
import { type Source, slotAt } from './form-edits.ts';

interface Dragging {
  source: Source;
  /** Before which field it would be dropped; undefined where it would not. */
  slot: number | undefined;
}

/** A hand that clicks moves a few pixels. */
const STILL = 4;

/** Farther out than so many pixels nothing is dropped. */
const AROUND = 48;

/** `frame` holds the fields, each with `data-slot`. */
export function useFormDrag(
  frame: RefObject<HTMLElement | null>,
  onDrop: (source: Source, slot: number) => void,
) {
  const [dragging, setDragging] = useState<Dragging>();
  // Events come faster than the screen is drawn.
  const begun = useRef<{ x: number; y: number; isMoved: boolean }>(undefined);
  const wasDragged = useRef(false);
  const end = () => {
    wasDragged.current = begun.current?.isMoved === true;
    begun.current = undefined;
    setDragging(undefined);
  };
  const handle = (source: Source) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      wasDragged.current = false;
      begun.current = { x: event.clientX, y: event.clientY, isMoved: false };
    },
    onPointerMove: ({ clientX: x, clientY: y }: PointerEvent<HTMLElement>) => {
      const from = begun.current;
      if (from === undefined) return;
      from.isMoved ||= Math.hypot(x - from.x, y - from.y) > STILL;
      if (from.isMoved) setDragging({ source, slot: slotUnder(frame.current, x, y) });
    },
    onPointerUp: ({ clientX: x, clientY: y }: PointerEvent<HTMLElement>) => {
      const slot = begun.current?.isMoved ? slotUnder(frame.current, x, y) : undefined;
      end();
      if (slot !== undefined && !isWhereItWas(source, slot)) onDrop(source, slot);
    },
    // What was dragged was not clicked.
    onClickCapture: (event: MouseEvent) => {
      if (wasDragged.current) event.stopPropagation();
      wasDragged.current = false;
    },
    onPointerCancel: end,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || dragging === undefined) return;
      event.stopPropagation();
      end();
    },
  });
  return { dragging, handle };
}

function slotUnder(frame: HTMLElement | null, x: number, y: number): number | undefined {
  if (frame === null) return undefined;
  const { left, right, top, bottom } = frame.getBoundingClientRect();
  const isNear = x > left - AROUND && x < right + AROUND && y > top - AROUND && y < bottom + AROUND;
  if (!isNear) return undefined;
  const boxes = [...frame.querySelectorAll('[data-slot]')].map((one) =>
    one.getBoundingClientRect(),
  );
  return slotAt(boxes, x, y);
}

function isWhereItWas(source: Source, slot: number): boolean {
  return 'index' in source && (slot === source.index || slot === source.index + 1);
}

/** Where an arrow leads from one place to another; undefined for other keys. */
export function slotByKey(key: string, index: number, count: number): number | undefined {
  const slots: Record<string, number> = {
    ArrowUp: index - 1,
    ArrowLeft: index - 1,
    ArrowDown: index + 2,
    ArrowRight: index + 2,
    Home: 0,
    End: count,
  };
  const slot = slots[key];
  return slot === undefined || slot < 0 || slot > count ? undefined : slot;
}
