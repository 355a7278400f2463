/** Which sections are open: the same for every step, as long as the page is. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { SectionId } from './sections.ts';

/** Sections are open unless they were closed. */
interface Closed {
  closed: ReadonlySet<SectionId>;
}

const store = createStore<Closed>(() => ({ closed: new Set() }));

export function useSections<T>(select: (state: Closed) => T): T {
  return useStore(store, select);
}

export function sectionIsOpen({ closed }: Closed, id: SectionId): boolean {
  return !closed.has(id);
}

export function toggleSection(id: SectionId): void {
  store.setState(({ closed }) => ({ closed: toggled(closed, id) }));
}

/** Opens what was closed, so that a place inside can be shown. */
export function openAllSections(): void {
  store.setState({ closed: new Set() });
}

function toggled(closed: ReadonlySet<SectionId>, id: SectionId): Set<SectionId> {
  const next = new Set(closed);
  if (!next.delete(id)) next.add(id);
  return next;
}
