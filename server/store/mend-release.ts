/**
 * The newest release, made again where its row is gone or altered: from the release before it and the
 * change that made it. The audit log tells of its hash, and whoever approved the change signed its content,
 * its base and from when on it counts; a change that was put in force and replaced since fits neither. What
 * cannot be proven so stays refused: a backup has it.
 */
import { approvalPayload, hashOfHistory } from '@flowmeter/engine/changes/approval.ts';
import { foldChange, type Change } from '@flowmeter/engine/changes/change.ts';
import { hashOfWhole } from '@flowmeter/engine/changes/whole.ts';
import type { WrittenEvent } from '@flowmeter/engine/changes/written.ts';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { prepareEvents, prepareWritten } from './change-events.ts';
import {
  hashOfRelease,
  replaced,
  type ReleaseEntry,
  type ReleasePayload,
  type Releases,
  type Signer,
} from './releases.ts';
import { q, type Sql } from './statement.ts';

export function prepareMending(sql: Sql, releases: Releases, signer: () => Signer | undefined) {
  const events = prepareEvents(sql);
  const written = prepareWritten(sql);
  const itemsOf = sql.prepare((p: { change: string }) =>
    q
      .selectFrom('change_item')
      .select(['content', 'layout'])
      .where('change_id', '=', p.change)
      .orderBy('place'),
  );

  /** As it was when it came into force, and the event that put it there. */
  function approved(id: string): { change: Change; then: WrittenEvent[] } | undefined {
    const all = written(id);
    const last = all.findIndex(({ type }) => type === 'approved' || type === 'activated');
    const then = all.slice(0, last + 1);
    const change = last === -1 ? undefined : foldChange(events(id).slice(0, last + 1));
    return change && { change, then };
  }

  function made(id: string, before: ReleasePayload): ReleasePayload | undefined {
    const found = approved(id);
    const at = found?.then.at(-1)?.at;
    if (found === undefined || at === undefined || !isProven(found.change, before, signer()))
      return undefined;
    const history = hashOfHistory(found.then);
    const definitions = itemsOf
      .all({ change: id })
      .flatMap(({ content, layout }) => [
        ...(layout === null ? [] : [JSON.parse(layout) as Definition]),
        JSON.parse(content) as Definition,
      ]);
    const set = definitions.map((one): ReleaseEntry => {
      const { kind, id: name } = one;
      return { kind, id: name, hash: hashOf(one), change: id, events: found.then.length, history };
    });
    const content = set.filter(({ kind }) => kind !== 'layout');
    if (hashOfWhole(content) !== found.change.contentHash) return undefined;
    return {
      seq: before.seq + 1,
      at,
      change: id,
      previous: hashOfRelease(before),
      manifest: replaced(before.manifest, set),
    };
  }

  /** Inside a transaction. The number of the release that was made again; undefined: none was. */
  return (): number | undefined => {
    const told = releases.told();
    const isWhole = told === undefined || releases.latest() !== undefined;
    if (signer() === undefined || isWhole) return undefined;
    const { seq, hash, object } = told;
    const before = releases.at(seq - 1);
    const stored = releases.at(seq) ?? (before && safely(() => made(object, before)));
    if (stored === undefined || hashOfRelease(stored) !== hash) return undefined;
    releases.put(stored);
    return seq;
  };
}

/** Signed by those who approved, for what was in force by then, and not before that was. */
function isProven(change: Change, before: ReleasePayload, signer: Signer | undefined): boolean {
  const { approvals, items, baseHash, effectiveFrom } = change;
  const isSigned = approvals.every(
    (one) =>
      one.signature !== undefined &&
      signer?.verify('approval', approvalPayload(change, one), one.signature) === true,
  );
  const known = new Map(before.manifest.map((one) => [`${one.kind}/${one.id}`, one.hash]));
  const base = hashOfWhole(
    items.map(({ definition: { kind, id } }) => {
      return { kind, id, hash: known.get(`${kind}/${id}`) ?? null };
    }),
  );
  const moments = [effectiveFrom, ...approvals.map(({ at }) => at)];
  const isLater = moments.some((at) => at !== null && at >= before.at);
  return approvals.length > 0 && isSigned && isLater && base === baseHash;
}

/** What was altered so that it cannot be read proves nothing. */
function safely<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
