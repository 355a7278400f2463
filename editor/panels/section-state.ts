/** Which sections are open: the same for every step, as long as the page is. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { formSections, type SectionId } from '@flowmeter/engine/steps/form-sections.ts';

/** Those that somebody opened (true) or closed; others are as their specification says. */
type Moved = Partial<Record<SectionId, boolean>>;

const store = createStore<Moved>(() => ({}));

export function useSections<T>(select: (state: Moved) => T): T {
  return useStore(store, select);
}

export function sectionIsOpen(moved: Moved, id: SectionId): boolean {
  return moved[id] ?? formSections[id].folded !== true;
}

export function toggleSection(id: SectionId): void {
  store.setState((moved) => ({ [id]: !sectionIsOpen(moved, id) }));
}

/** Opens what was closed, so that a place inside can be shown. */
export function openSection(id: SectionId): void {
  store.setState({ [id]: true });
}
