/** Definitions by hash, and which of them are in force. */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { ActiveRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface ActiveDefinition extends ActiveRow {
  definition: Definition;
}

export interface DefinitionStore {
  byHash(hash: string): Promise<Definition | undefined>;
  active(): Promise<ActiveDefinition[]>;
  /** Stores these definitions and puts them in force. */
  activate(definitions: Definition[], at: Instant): Promise<Result<void>>;
}

export function createDefinitionStore(sql: Sql, writer: Writer): DefinitionStore {
  const byHash = sql.prepare((p: { hash: string }) =>
    q.selectFrom('definition').select('content').where('hash', '=', p.hash),
  );
  const write = prepareActivation(sql);
  return {
    byHash: async (hash) => {
      const row = byHash.get({ hash });
      return row && (JSON.parse(row.content) as Definition);
    },
    active: async () =>
      sql.all(activeQuery).map(({ content, ...row }) => ({
        ...row,
        definition: JSON.parse(content) as Definition,
      })),
    activate: (definitions, at) =>
      writer.write(() => {
        for (const definition of definitions) write(definition, at);
        return ok(undefined);
      }),
  };
}

const activeQuery = q
  .selectFrom('active')
  .innerJoin('definition', 'definition.hash', 'active.hash')
  .select(['active.kind', 'active.id', 'active.hash', 'active.since', 'definition.content']);

/** Inside a transaction: stores one definition and puts it in force. Its hash. */
export function prepareActivation(sql: Sql) {
  return (definition: Definition, at: Instant): string => {
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
    return hash;
  };
}
