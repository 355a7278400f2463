/** The list of changes by what is asked for: a small row each, found by indexes. */
import type { ChangeState } from '@flowmeter/engine/changes/change.ts';
import { sql as raw } from 'kysely';
import { q } from './statement.ts';

export interface ChangesAsked {
  cursor?: string | undefined;
  limit: number;
  states?: readonly ChangeState[] | undefined;
  /** Changes that have a definition of this kind. */
  kind?: string | undefined;
  /** Changes in which this person had a hand. */
  madeBy?: string | undefined;
  /** Changes in which none of these people had a hand, and that none of them approved. */
  untouchedBy?: readonly string[] | undefined;
  /** Emergency changes that took effect and are not reviewed yet. */
  unreviewed?: boolean | undefined;
}

export function listQuery({ cursor, limit, states, kind, madeBy, ...asked }: ChangesAsked) {
  const { untouchedBy, unreviewed } = asked;
  let query = q
    .selectFrom('change')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (cursor !== undefined) query = query.where('id', '<', cursor);
  if (states !== undefined) query = query.where('state', 'in', states);
  if (kind !== undefined) {
    query = query.where('id', 'in', (from) =>
      from.selectFrom('change_item').select('change_id').where('kind', '=', kind),
    );
  }
  if (unreviewed === true) {
    query = query
      .where(raw`json_extract(head, '$.review')`, 'is not', null)
      .where(raw`json_extract(head, '$.review.done')`, 'is', null);
  }
  if (madeBy !== undefined) {
    query = query.where('id', 'in', (from) =>
      from
        .selectFrom('change_person')
        .select('change_id')
        .where('person', '=', madeBy)
        .where('part', '=', 'contributor'),
    );
  }
  if (untouchedBy === undefined) return query;
  return query.where('id', 'not in', (from) =>
    from.selectFrom('change_person').select('change_id').where('person', 'in', untouchedBy),
  );
}
