/** What was said about a change, as the API says it. */
import type { z } from 'zod';
import type { Actor } from '../app-env.ts';
import { allows } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { namesOf, type Names } from '../names.ts';
import type { StoredChange } from '../store/changes.ts';
import type { CommentRow } from '../store/comment-schema.ts';
import { mayReadChanges } from '../use-cases/comment-on-change.ts';
import { anchorNow, bodiesOf, type Bodies } from '../use-cases/comment-places.ts';
import type { DiscussionView, ThreadView } from '../views/comments.ts';

type Thread = z.infer<typeof ThreadView>;

export async function discussionView(
  deps: Deps,
  actor: Actor,
  stored: StoredChange,
): Promise<z.infer<typeof DiscussionView>> {
  const { store, inForce } = deps;
  const { id } = stored.change;
  const said = await store.comments.about([id, ...(await store.comments.earlier(id))]);
  const names = namesOf(inForce);
  const bodies = bodiesReader(deps, stored);
  const threads = said
    .filter((one) => one.thread === one.id)
    .map(async (first): Promise<Thread> => {
      const rows = said.filter(({ thread }) => thread === first.id);
      return {
        id: first.id,
        anchor: await anchorView(deps, first, stored, bodies),
        earlier: first.change_id !== id,
        resolved:
          first.resolved_at === null
            ? null
            : { by: names.person(first.resolved_by ?? ''), at: first.resolved_at },
        comments: rows.map((row) => commentView(row, names)),
      };
    });
  const people = inForce.organisation()?.people ?? [];
  return {
    threads: await Promise.all(threads),
    readers: people
      .filter((person) => mayReadChanges(inForce.actor(person).roles))
      .map(({ id: person }) => names.person(person)),
    may_comment: allows('add_comment', actor.roles),
  };
}

function commentView({ id, by, at, text, mentions }: CommentRow, names: Names) {
  const mentioned = JSON.parse(mentions) as string[];
  return {
    id,
    by: names.person(by),
    at,
    text,
    mentions: mentioned.map((one) => names.person(one)),
  };
}

async function anchorView(
  { inForce }: Deps,
  { kind, definition_id: id, anchor, change_id }: CommentRow,
  { change }: StoredChange,
  bodies: ReturnType<typeof bodiesReader>,
): Promise<Thread['anchor']> {
  if (kind === null || id === null || anchor === null) return null;
  const [then, now] = [await bodies(change_id, kind, id), await bodies(change.id, kind, id)];
  const gone = { content: null, base: null };
  return { kind, id, ...anchorNow(anchor, then ?? gone, now, inForce.pack()) };
}

/** Each definition of each change is read once. */
function bodiesReader(deps: Deps, current: StoredChange) {
  const read = new Map<string, Promise<Bodies | undefined>>();
  return (change: string, kind: string, id: string): Promise<Bodies | undefined> => {
    const key = `${change} ${kind} ${id}`;
    const known = read.get(key) ?? readBodies(deps, current, { change, kind, id });
    read.set(key, known);
    return known;
  };
}

async function readBodies(
  deps: Deps,
  current: StoredChange,
  { change, kind, id }: { change: string; kind: string; id: string },
): Promise<Bodies | undefined> {
  const isCurrent = change === current.change.id;
  const stored = isCurrent ? current : await deps.store.changes.get(change);
  return stored && bodiesOf(deps, stored, { kind, id });
}
