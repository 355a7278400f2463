/**
 * Definitions by hash, and which of them are in force. Only what was released is here: what is merely
 * proposed stays with its change, so that nothing can run that nobody approved.
 */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import type { ActiveRow, DefinitionRow, VersionRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface ActiveDefinition extends ActiveRow {
  definition: Definition;
}

export type Version = Omit<VersionRow, 'seq'> & { seq: number };

export interface DefinitionStore {
  /** A released definition; undefined when there is none, or when it is not what its hash says. */
  byHash(hash: string): Promise<Definition | undefined>;
  /** @throws when a definition in force is not what its hash says: nothing may run on it */
  active(): Promise<ActiveDefinition[]>;
  /** The times that a definition was in force, newest first. */
  versions(kind: string, id: string): Promise<Version[]>;
  /** The first release: stores these definitions, puts them in force and tells the audit log. */
  activate(definitions: Definition[], at: Instant): Promise<Result<void>>;
}

export function createDefinitionStore(sql: Sql, writer: Writer): DefinitionStore {
  const byHash = sql.prepare((p: { hash: string }) =>
    q.selectFrom('definition').selectAll().where('hash', '=', p.hash),
  );
  const versions = sql.prepare((p: { kind: string; id: string }) =>
    q
      .selectFrom('version')
      .selectAll()
      .where('kind', '=', p.kind)
      .where('id', '=', p.id)
      .orderBy('seq', 'desc'),
  );
  const write = prepareActivation(sql);
  const tell = prepareAudit(sql);
  return {
    byHash: async (hash) => {
      const row = byHash.get({ hash });
      return row && verified(row);
    },
    active: async () =>
      sql.all(activeQuery).map(({ content, ...row }) => {
        const definition = verified({ ...row, content });
        if (definition !== undefined) return { ...row, definition };
        throw new Error(`The ${row.kind} “${row.id}” in force is not what its hash says`);
      }),
    versions: async (kind, id) => versions.all({ kind, id }),
    activate: (definitions, at) =>
      writer.write(() => {
        for (const definition of definitions) {
          const { kind, id } = definition;
          const hash = write(definition, { at, changeId: null, layoutHash: null });
          tell({
            at,
            actor: 'system',
            role: '',
            action: 'definition.released',
            object: `${kind}/${id}`,
            allowed: true,
            details: { hash },
          });
        }
        return ok(undefined);
      }),
  };
}

/** In force is what a version says that has not ended. */
const activeQuery = q
  .selectFrom('active')
  .innerJoin('definition', 'definition.hash', 'active.hash')
  .innerJoin('version', (join) =>
    join
      .onRef('version.kind', '=', 'active.kind')
      .onRef('version.id', '=', 'active.id')
      .onRef('version.hash', '=', 'active.hash')
      .on('version.until', 'is', null),
  )
  .select(['active.kind', 'active.id', 'active.hash', 'active.since', 'definition.content'])
  .orderBy('active.kind')
  .orderBy('active.id');

export interface Activation {
  at: Instant;
  /** Null for the first release. */
  changeId: string | null;
  layoutHash: string | null;
}

/** Inside a transaction: stores one definition and puts it in force. Its hash. */
export function prepareActivation(sql: Sql) {
  return (definition: Definition, { at, changeId, layoutHash }: Activation): string => {
    const hash = hashOf(definition);
    const { kind, id } = definition;
    sql.run(
      q
        .insertInto('definition')
        .values({ hash, kind, id, content: JSON.stringify(definition) })
        .onConflict((conflict) => conflict.doNothing()),
    );
    sql.run(
      q
        .insertInto('active')
        .values({ kind, id, hash, since: at })
        .onConflict((conflict) =>
          conflict.columns(['kind', 'id']).doUpdateSet({ hash, since: at }),
        ),
    );
    sql.run(
      q
        .updateTable('version')
        .set({ until: at })
        .where('kind', '=', kind)
        .where('id', '=', id)
        .where('until', 'is', null),
    );
    sql.run(
      q.insertInto('version').values({
        kind,
        id,
        hash,
        since: at,
        until: null,
        change_id: changeId,
        layout_hash: layoutHash,
      }),
    );
    return hash;
  };
}

function verified({ hash, content }: Pick<DefinitionRow, 'hash' | 'content'>) {
  const definition = JSON.parse(content) as Definition;
  return hashOf(definition) === hash ? definition : undefined;
}
