import { type RefObject, useEffect, useEffectEvent } from 'react';
import type { SectionId } from '@flowmeter/engine/steps/form-sections.ts';
import { openSection } from './section-state.ts';

/** A place to be shown; each object is a jump of its own, also to where one was before. */
export interface Jump {
  /** JSON Pointer into the flow, e.g. of a problem. */
  pointer: string;
}

/** Shows the field nearest to a pointer, opens the card around it, and gives it the keyboard. */
export function useJump(
  frame: RefObject<HTMLElement | null>,
  jump: Jump | undefined,
  sectionOf: (pointer: string) => SectionId | undefined,
): void {
  const open = useEffectEvent((pointer: string) => {
    const section = sectionOf(pointer);
    if (section !== undefined) openSection(section);
  });
  useEffect(() => {
    if (jump === undefined) return undefined;
    open(jump.pointer);
    // What was closed is drawn first; a card that opens is drawn after the click.
    const first = requestAnimationFrame(() => {
      const card = nearest(frame.current, jump.pointer)?.closest('[data-open="false"]');
      card?.querySelector<HTMLElement>('.panel-opener')?.click();
      second = requestAnimationFrame(() => show(nearest(frame.current, jump.pointer)));
    });
    let second = first;
    return () => {
      cancelAnimationFrame(first);
      cancelAnimationFrame(second);
    };
  }, [frame, jump]);
}

/** The element whose place is the pointer, or the closest around it. */
function nearest(frame: HTMLElement | null, pointer: string): HTMLElement | undefined {
  const places = [...(frame?.querySelectorAll<HTMLElement>('[data-at]') ?? [])];
  return places
    .filter(({ dataset: { at = '' } }) => pointer === at || pointer.startsWith(`${at}/`))
    .toSorted((a, b) => lengthOf(b) - lengthOf(a))[0];
}

function lengthOf({ dataset }: HTMLElement): number {
  return dataset['at']?.length ?? 0;
}

function show(place: HTMLElement | undefined): void {
  if (place === undefined) return;
  place.scrollIntoView({ block: 'nearest' });
  place.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
  place.classList.add('panel-shown-now');
  place.addEventListener('animationend', () => place.classList.remove('panel-shown-now'), {
    once: true,
  });
}
