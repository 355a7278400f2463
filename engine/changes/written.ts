/**
 * Events of changes as they are stored, hashed and taken away: what people said in their own words stands
 * there as a commitment (engine/privacy/commitment.ts), so that it can be erased and the history keeps the
 * hash that a release signed. In changes of earlier versions the words themselves stand there.
 */
import { commitmentIn, type Commitment } from '../privacy/commitment.ts';
import { ERASED_WORDS } from '../privacy/erased.ts';
import type { ChangeEvent, Proposal } from './change.ts';

type Words = string | Commitment;
type Said = Extract<ChangeEvent, { comment: string }>;
type Proposed = Extract<ChangeEvent, { type: 'proposed' }>;
type WithWords<E> = E extends Said ? Omit<E, 'comment'> & { comment: Words } : never;

type WrittenProposed = Omit<Proposed, 'proposal'> & {
  proposal: Omit<Proposal, 'title' | 'reason'> & { title: Words; reason: Words };
};

export type WrittenEvent =
  | Exclude<ChangeEvent, Said | Proposed>
  | WrittenProposed
  | WithWords<Said>;

/** `seal` makes the commitment to a text; what is empty says nothing of anybody. */
export function writeEvent(event: ChangeEvent, seal: (words: string) => Commitment): WrittenEvent {
  const written = (words: string): Words => (words === '' ? words : seal(words));
  if (event.type === 'proposed') {
    const { title, reason } = event.proposal;
    const said = { title: written(title), reason: written(reason) };
    return { ...event, proposal: { ...event.proposal, ...said } };
  }
  return 'comment' in event ? { ...event, comment: written(event.comment) } : event;
}

/** `find` has the words behind a commitment; undefined: they were erased, or are not here. */
export function readEvent(
  event: WrittenEvent,
  find: (commitment: string) => string | undefined,
): ChangeEvent {
  const read = (words: Words): string => {
    if (typeof words === 'string') return words;
    return find(commitmentIn(words) ?? '') ?? ERASED_WORDS;
  };
  if (event.type === 'proposed') {
    const { title, reason } = event.proposal;
    return {
      ...event,
      proposal: { ...event.proposal, title: read(title), reason: read(reason) },
    };
  }
  return 'comment' in event ? { ...event, comment: read(event.comment) } : event;
}
