/** What the decision of a change does to definitions, drafts and other changes: inside its transaction. */
import { hashOfHistory } from '@flowmeter/engine/changes/approval.ts';
import { foldChange, type Change, type ChangeEvent } from '@flowmeter/engine/changes/change.ts';
import { decideChange, type ChangeCommand } from '@flowmeter/engine/changes/decide.ts';
import { hashOfWhole } from '@flowmeter/engine/changes/whole.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { problem, wordsOf, type Problem } from '@flowmeter/engine/problem.ts';
import type { News } from './case-writes.ts';
import { prepareEvents, prepareWritten } from './change-events.ts';
import type { ChangeItemRow } from './change-schema.ts';
import { prepareLineage } from './comments.ts';
import { prepareActivation, type Released } from './definitions.ts';
import type { Releases } from './releases.ts';
import { q, type Sql } from './statement.ts';

type Subject = Pick<ChangeItemRow, 'kind' | 'definition_id'>;
type Append = (changeId: string, event: ChangeEvent) => Change;

export interface DraftSeen {
  id: string;
  revision: number;
}

interface Parts {
  releases: Releases;
  released: Released;
  append: Append;
}

export function prepareConsequences(sql: Sql, { releases, released, append }: Parts) {
  const release = prepareRelease(sql, releases);
  const draft = sql.prepare((p: { id: string }) =>
    q.selectFrom('draft').select(['revision', 'change_id']).where('id', '=', p.id),
  );
  const lineage = prepareLineage(sql);

  /** What is refused is as good as nothing: another version can be put in its place. */
  const activeHash = (subjects: readonly Subject[]) => {
    const hashes = new Map(released.active().map((one) => [`${one.kind}/${one.id}`, one.hash]));
    return hashOfWhole(
      subjects.map(({ kind, definition_id: id }) => {
        return { kind, id, hash: hashes.get(`${kind}/${id}`) ?? null };
      }),
    );
  };

  /** Their authors get the drafts back. */
  function giveBack(changeId: string): void {
    sql.run(q.updateTable('draft').set({ change_id: null }).where('change_id', '=', changeId));
  }

  const displace = prepareDisplacing(sql, append, giveBack);

  return {
    activeHash,

    /** The draft rests while its change is not decided; or why it cannot. */
    restDraft: (seen: DraftSeen, changeId: string): Problem | undefined => {
      const stored = draft.get({ id: seen.id });
      if (stored === undefined || stored.change_id !== null) return problem('draft_not_found');
      if (stored.revision !== seen.revision) {
        return problem('version_conflict', { version: stored.revision });
      }
      sql.run(q.updateTable('draft').set({ change_id: changeId }).where('id', '=', seen.id));
      lineage.into(seen.id, changeId);
      return undefined;
    },

    /** What follows from an event that was appended; what live screens should hear of besides it. */
    of: (event: ChangeEvent, change: Change, items: readonly ChangeItemRow[]): News[] => {
      if (takesEffect.has(event.type)) {
        sql.run(q.deleteFrom('draft').where('change_id', '=', change.id));
        const news = release(change, items, event.at);
        return [...news, ...displace(change, items, event)];
      }
      if (isOver.has(event.type)) giveBack(change.id);
      return [];
    },
  };
}

type EventType = ChangeEvent['type'];

const takesEffect: ReadonlySet<EventType> = new Set(['approved', 'activated']);
/** Its drafts are their authors' again. */
const isOver: ReadonlySet<EventType> = new Set([
  'returned',
  'rejected',
  'withdrawn',
  'outdated',
  'expired',
]);

/** The contents, and the drawings that came with them, are in force from now. */
function prepareRelease(sql: Sql, releases: Releases) {
  const activate = prepareActivation(sql, releases);
  const written = prepareWritten(sql);
  return (change: Change, items: readonly ChangeItemRow[], at: string): News[] => {
    const events = written(change.id);
    const definitions = items.flatMap(({ layout, content }) => [
      ...(layout === null ? [] : [JSON.parse(layout) as Definition]),
      JSON.parse(content) as Definition,
    ]);
    activate(definitions, {
      at,
      change: { id: change.id, events: events.length, history: hashOfHistory(events) },
    });
    return items.map(({ definition_id: id }) => ({ topic: 'definitions', id }));
  };
}

/** Changes whose place is taken, and those whose base has moved. */
function prepareDisplacing(sql: Sql, append: Append, giveBack: (changeId: string) => void) {
  const others = prepareOthers(sql);
  const stillInForce = sql.prepare((p: { change: string }) =>
    q
      .selectFrom('version')
      .select('seq')
      .where('change_id', '=', p.change)
      .where('kind', '<>', 'layout')
      .where('until', 'is', null)
      .limit(1),
  );
  const eventsOf = prepareEvents(sql);

  function tryOn(id: string, command: ChangeCommand): boolean {
    const change = foldChange(eventsOf(id));
    const decided = change && decideChange(change, command);
    if (!decided?.ok) return false;
    append(id, decided.value);
    return true;
  }

  return (change: Change, items: readonly ChangeItemRow[], event: ChangeEvent): News[] => {
    const { id: successor, rollback } = change;
    const by = { actor: event.by, at: event.at };
    const type = rollback ? 'roll_back' : 'supersede';
    const told: string[] = [];
    for (const { id } of others(items, ['active'], successor)) {
      const isGone = stillInForce.get({ change: id }) === undefined;
      if (isGone && tryOn(id, { ...by, type, successor })) told.push(id);
    }
    const stale = problem('change_stale');
    const because = { code: stale.code, words: wordsOf(stale) };
    for (const { id } of others(items, ['proposed', 'approved', 'scheduled'], successor)) {
      const outdate = { type: 'outdate' as const, because, upon: successor };
      if (!tryOn(id, { actor: 'system', at: event.at, ...outdate })) continue;
      giveBack(id);
      told.push(id);
    }
    return told.map((id) => ({ topic: 'changes', id }));
  };
}

/** Other changes of any of these definitions that are in one of these states. */
function prepareOthers(sql: Sql) {
  return (items: readonly Subject[], states: readonly string[], but: string) => {
    const found = items.flatMap(({ kind, definition_id: id }) =>
      sql.all(
        q
          .selectFrom('change_item')
          .innerJoin('change', 'change.id', 'change_item.change_id')
          .select('change.id')
          .where('change_item.kind', '=', kind)
          .where('change_item.definition_id', '=', id)
          .where('change.state', 'in', states)
          .where('change.id', '<>', but),
      ),
    );
    return [...new Map(found.map((one) => [one.id, one])).values()];
  };
}
