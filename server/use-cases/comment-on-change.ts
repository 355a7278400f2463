/** Says something about a change, answers it, ends a thread and begins it again. */
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { allows } from '../auth/policy.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { named } from '../names.ts';
import type { StoredChange } from '../store/changes.ts';
import type { CommentRow } from '../store/comment-schema.ts';
import type { NewNotice } from '../store/notice-rows.ts';
import { bodiesOf, isThere, type Anchor } from './comment-places.ts';
import { findChange } from './find-change.ts';
import { once, type Keep } from './once.ts';
import { auditOf } from './record-audit.ts';

export interface Commenting {
  change: string;
  text: string;
  /** Ids of people. */
  mentions: readonly string[];
  /** Null for the change as a whole. */
  anchor: Anchor | null;
  /** The thread that it answers; its anchor counts then. */
  thread?: string | undefined;
}

export function commentOnChange(
  deps: Deps,
  actor: Actor,
  commenting: Commenting,
  key?: string,
): Promise<Result<CommentRow>> {
  const asked = { actor: actor.id, key, action: 'add_comment', body: commenting };
  return once(deps, asked, (keep) => add(deps, actor, commenting, keep));
}

async function add(
  deps: Deps,
  actor: Actor,
  said: Commenting,
  keep: Keep | undefined,
): Promise<Result<CommentRow>> {
  const found = await findChange(deps, said.change);
  if (!found.ok) return found;
  const thread =
    said.thread === undefined ? undefined : await threadOf(deps, said.change, said.thread);
  if (thread !== undefined && !thread.ok) return thread;
  const anchor = thread === undefined ? said.anchor : null;
  const wrong = (await wrongAnchor(deps, found.value, anchor)) ?? wrongMention(deps, said.mentions);
  if (wrong !== undefined) return failed(wrong);
  const row = rowOf(deps, actor, said, { anchor, thread: thread?.value.id });
  const details = { remark: row.id, thread: row.thread, anchor, mentions: said.mentions };
  const audit = auditOf(deps, actor, 'change.commented', `change/${said.change}`, details);
  const others =
    thread === undefined ? [found.value.change.author] : await peopleIn(deps, thread.value);
  const notices = noticesOf(row, said.mentions, others);
  return deps.store.comments.add({ row, notices, audit, idempotency: keep?.(row) });
}

function rowOf(
  deps: Deps,
  actor: Actor,
  { change, text, mentions }: Commenting,
  { anchor, thread }: { anchor: Anchor | null; thread: string | undefined },
): CommentRow {
  const id = deps.ids();
  return {
    id,
    change_id: change,
    thread: thread ?? id,
    kind: anchor?.kind ?? null,
    definition_id: anchor?.id ?? null,
    anchor: anchor?.at ?? null,
    by: actor.id,
    at: instantOf(deps.clock),
    text,
    mentions: JSON.stringify([...new Set(mentions)]),
    resolved_at: null,
    resolved_by: null,
  };
}

export interface Settling {
  change: string;
  thread: string;
  resolved: boolean;
}

/** Doing it again changes nothing. */
export async function settleThread(
  deps: Deps,
  actor: Actor,
  { change, thread: id, resolved }: Settling,
): Promise<Result<void>> {
  const found = await findChange(deps, change);
  if (!found.ok) return found;
  const thread = await threadOf(deps, change, id);
  if (!thread.ok) return thread;
  if ((thread.value.resolved_at !== null) === resolved) return ok(undefined);
  const action = resolved ? 'comment.resolved' : 'comment.reopened';
  const audit = auditOf(deps, actor, action, `change/${change}`, { thread: id });
  const by = resolved ? { at: instantOf(deps.clock), by: actor.id } : null;
  return deps.store.comments.settle({ id, change }, by, audit);
}

/** May somebody with these roles read what is said about changes? */
export function mayReadChanges(roles: Actor['roles'] | undefined): boolean {
  return roles !== undefined && allows('change', roles);
}

/** A thread of the change, or of one that it goes back to. */
async function threadOf({ store }: Deps, change: string, id: string): Promise<Result<CommentRow>> {
  const first = await store.comments.byId(id);
  const isFirst = first !== undefined && first.thread === id;
  const changes = isFirst ? [change, ...(await store.comments.earlier(change))] : [];
  return isFirst && changes.includes(first.change_id)
    ? ok(first)
    : failed(problem('comment_not_found'));
}

async function wrongAnchor(
  deps: Deps,
  change: StoredChange,
  anchor: Anchor | null,
): Promise<Problem | undefined> {
  if (anchor === null) return undefined;
  const bodies = await bodiesOf(deps, change, anchor);
  const isRight = bodies !== undefined && isThere(bodies, anchor.at);
  return isRight ? undefined : problem('comment_anchor', {}, '/anchor');
}

function wrongMention({ inForce }: Deps, mentions: readonly string[]): Problem | undefined {
  for (const [index, id] of mentions.entries()) {
    const person = inForce.person(id);
    const roles = person && inForce.actor(person).roles;
    if (mayReadChanges(roles)) continue;
    return problem(
      'comment_mention',
      { person: named(id, person?.name).name },
      `/mentions/${index}`,
    );
  }
  return undefined;
}

async function peopleIn({ store }: Deps, { id, change_id }: CommentRow): Promise<string[]> {
  const said = await store.comments.about([change_id]);
  return said.filter(({ thread }) => thread === id).map(({ by }) => by);
}

/** Whoever is mentioned; and those who are answered, or whose change it is. Nobody is told twice. */
function noticesOf(
  row: CommentRow,
  mentions: readonly string[],
  others: readonly string[],
): NewNotice[] {
  const mentioned = new Set(mentions);
  const told = new Set([...mentions, ...others]);
  told.delete(row.by);
  return [...told].map((person) => ({
    person,
    kind: mentioned.has(person) ? 'mention' : 'comment',
    at: row.at,
    case_id: '',
    seq: 0,
    step: '',
    by: row.by,
    words: null,
    note: row.text,
    absent: null,
    change_id: row.change_id,
  }));
}
