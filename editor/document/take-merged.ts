import type { Objectish } from 'immer';
import { type CommandOn, carryOut, type HistoryOf } from './undoing.ts';

/** Puts a merged document in place of the one that is edited; taken back like any edit. */
export function takeMerged<D extends Objectish>(history: HistoryOf<D>, merged: D): HistoryOf<D> {
  const done = carryOut(history, merging as CommandOn<D, D>, merged);
  return done.ok ? done.value.history : history;
}

const merging: CommandOn<object, object> = {
  label: () => ({ zh: '合并', en: 'Merge' }),
  run: (draft, now) => {
    Object.assign(draft, now);
    return { ok: true, value: [] };
  },
};
