/** How a due time stands now. Pure: the time now is an argument. */
import type { StateColour } from '../theme/palette.ts';

export type DueState = 'none' | 'still' | 'left' | 'soon' | 'over';

export interface Standing {
  state: DueState;
  /** Milliseconds left, or past the due time; 0 where there is no due time. */
  span: number;
}

export const dueColours: Record<DueState, StateColour> = {
  none: 'grey',
  still: 'grey',
  left: 'blue',
  soon: 'amber',
  over: 'red',
};

interface Timed {
  due_at: string | null;
  warn_at: string | null;
  status?: string;
}

/** A paused task's clock stands still; a due time that cannot be computed is none. */
export function standing(timed: Timed, now: number): Standing {
  if (timed.status === 'paused') return { state: 'still', span: 0 };
  if (timed.due_at === null) return { state: 'none', span: 0 };
  const due = Date.parse(timed.due_at);
  if (due <= now) return { state: 'over', span: now - due };
  const warned = timed.warn_at !== null && Date.parse(timed.warn_at) <= now;
  return { state: warned ? 'soon' : 'left', span: due - now };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type SpanPart = { unit: 'day' | 'hour' | 'minute' | 'second'; count: number };

/** A span in at most two parts a person reads at a glance: `3 d 4 h`, `25 min`. */
export function spanParts(span: number): SpanPart[] {
  const days = Math.floor(span / DAY);
  const hours = Math.floor((span % DAY) / HOUR);
  const minutes = Math.floor((span % HOUR) / MINUTE);
  if (days >= 10) return [{ unit: 'day', count: days }];
  if (days > 0) return withRest({ unit: 'day', count: days }, { unit: 'hour', count: hours });
  if (hours > 0) {
    return withRest({ unit: 'hour', count: hours }, { unit: 'minute', count: minutes });
  }
  if (minutes > 0) return [{ unit: 'minute', count: minutes }];
  return [{ unit: 'second', count: Math.floor(span / 1000) }];
}

function withRest(first: SpanPart, rest: SpanPart): SpanPart[] {
  return rest.count > 0 ? [first, rest] : [first];
}
