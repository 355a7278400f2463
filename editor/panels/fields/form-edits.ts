/** A form as it is arranged: every edit is pure and answers the whole form. */
import type { Field as OnForm } from '@flowmeter/engine/steps/base.ts';
import { type Usage, usages } from './usage.ts';

export type Form = readonly OnForm[];

/** A field of the form by its place, or a fact that is not on it yet. */
export type Source = { index: number } | { fact: string };

/** The form with the field put before the one at `slot`; at the end where there is none. */
export function placed(form: Form, source: Source, slot: number): OnForm[] {
  if ('fact' in source) return form.toSpliced(slot, 0, { fact: source.fact });
  const held = form[source.index];
  if (held === undefined) return [...form];
  const to = slot > source.index ? slot - 1 : slot;
  return form.toSpliced(source.index, 1).toSpliced(to, 0, held);
}

/** A field with parts of it set, or no longer said. */
export function withField(form: Form, index: number, part: Partial<OnForm>): OnForm[] {
  const held = form[index];
  if (held === undefined) return [...form];
  const said = Object.entries({ ...held, ...part }).filter(([, one]) => one !== undefined);
  return form.with(index, Object.fromEntries(said) as OnForm);
}

/** A field entered another way. */
export function withUsage(form: Form, index: number, usage: Usage): OnForm[] {
  return withField(form, index, { optional: undefined, readonly: undefined, ...usages[usage] });
}

/** The form without a field; a heading above it stays, above the field that follows. */
export function withoutField(form: Form, index: number): OnForm[] {
  const held = form[index];
  const next = form[index + 1];
  const rest = form.toSpliced(index, 1);
  const isKept = held?.section !== undefined && next !== undefined && next.section === undefined;
  return isKept ? rest.with(index, { ...next, section: held.section }) : rest;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Before which of the boxes something is dropped, as they are read: the one pointed at, or the nearest;
 * past its middle means after it.
 */
export function slotAt(boxes: readonly Box[], x: number, y: number): number {
  const at = boxes.reduce(
    (best, box, index) =>
      distance(box, x, y) < best.far ? { index, far: distance(box, x, y) } : best,
    { index: -1, far: Infinity },
  );
  const box = boxes[at.index];
  if (box === undefined) return 0;
  const hasNeighbour = boxes.some((one, index) => index !== at.index && isAbreast(one, box));
  const isAfter = hasNeighbour
    ? x > (box.left + box.right) / 2
    : y > (box.top + box.bottom) / 2 || (y >= box.top && x > box.right);
  return at.index + (isAfter ? 1 : 0);
}

function isAbreast(one: Box, other: Box): boolean {
  return one.top < other.bottom && other.top < one.bottom;
}

function distance({ left, top, right, bottom }: Box, x: number, y: number): number {
  const across = Math.max(left - x, 0, x - right);
  const down = Math.max(top - y, 0, y - bottom);
  return Math.hypot(across, down);
}
