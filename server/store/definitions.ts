/**
 * Definitions by hash, and which of them are in force. Only what was released is here: what is merely
 * proposed stays with its change, so that nothing can run that nobody approved.
 */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import { openCounter } from './case-tables.ts';
import type { ActiveRow, DefinitionRow, VersionRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface ActiveDefinition extends ActiveRow {
  definition: Definition;
}

export type Version = Omit<VersionRow, 'seq'> & { seq: number };

/** What was released, as it stands at this moment: also within a transaction. */
export interface Released {
  /** @throws when a definition in force is not what its hash says: nothing may run on it */
  active(): ActiveDefinition[];
  /** Flow versions that are no longer in force, but that open cases still run. */
  running(): FlowDefinition[];
}

export interface DefinitionStore {
  /** A released definition; undefined when there is none, or when it is not what its hash says. */
  byHash(hash: string): Promise<Definition | undefined>;
  /** @throws when a definition in force is not what its hash says: nothing may run on it */
  active(): Promise<ActiveDefinition[]>;
  /** Flow versions that are no longer in force, but that open cases still run. */
  running(): Promise<FlowDefinition[]>;
  /** The times that a definition was in force, newest first. */
  versions(kind: string, id: string): Promise<Version[]>;
  /** The first release: stores these definitions, puts them in force and tells the audit log. */
  activate(definitions: Definition[], at: Instant): Promise<Result<void>>;
}

export function createDefinitionStore(sql: Sql, writer: Writer): DefinitionStore {
  const byHash = prepareByHash(sql);
  const released = prepareReleased(sql);
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
    byHash: async (hash) => byHash(hash),
    active: async () => released.active(),
    running: async () => released.running(),
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

export function prepareReleased(sql: Sql): Released {
  const byHash = prepareByHash(sql);
  const counted = sql.prepare(() =>
    q
      .selectFrom('counter')
      .select('name')
      .where('name', 'like', `${openCounter('')}%`)
      .where('value', '>', 0),
  );
  const active = sql.prepare(() => q.selectFrom('active').select('hash'));
  return {
    active: () =>
      sql.all(activeQuery).map(({ content, ...row }) => {
        const definition = verified({ ...row, content });
        if (definition !== undefined) return { ...row, definition };
        throw new Error(`The ${row.kind} “${row.id}” in force is not what its hash says`);
      }),
    running: () => {
      const inForce = new Set(active.all({}).map(({ hash }) => hash));
      const hashes = counted.all({}).map(({ name }) => name.slice(openCounter('').length));
      return hashes
        .filter((hash) => !inForce.has(hash))
        .map(byHash)
        .filter((one) => one?.kind === 'flow');
    },
  };
}

function prepareByHash(sql: Sql): (hash: string) => Definition | undefined {
  const row = sql.prepare((p: { hash: string }) =>
    q.selectFrom('definition').selectAll().where('hash', '=', p.hash),
  );
  return (hash) => {
    const found = row.get({ hash });
    return found && verified(found);
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
