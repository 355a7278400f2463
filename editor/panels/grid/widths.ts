/** How wide a person made columns, kept in this browser for them alone. */
import { useQuery } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { session } from '../../api/session.ts';

/** Column -> px. */
export type Widths = Readonly<Record<string, number>>;

/** By person and sheet; the one that was changed last comes last. */
type Kept = Readonly<Record<string, Widths>>;

/** Sheets whose widths are kept; of more, those that were changed long ago are forgotten. */
const MOST = 100;

const store = createStore<{ kept: Kept }>()(
  persist((): { kept: Kept } => ({ kept: {} }), { name: 'flowmeter.widths', version: 1 }),
);

export function withWidth(kept: Kept, key: string, column: string, width: number): Kept {
  const { [key]: before, ...others } = kept;
  const rest = Object.entries(others).slice(1 - MOST);
  return { ...Object.fromEntries(rest), [key]: { ...before, [column]: width } };
}

export function useWidths(sheet: string): [Widths, (column: string, width: number) => void] {
  const { data: person } = useQuery(session);
  const key = `${person?.id ?? ''} ${sheet}`;
  const widths = useStore(store, ({ kept }) => kept[key] ?? none);
  const keep = (column: string, width: number) =>
    store.setState(({ kept }) => ({ kept: withWidth(kept, key, column, width) }));
  return [widths, keep];
}

const none: Widths = {};
