/**
 * Definitions by hash, and which of them are in force. Only what was released is here: what is merely
 * proposed stays with its change, so that nothing can run that nobody approved.
 */
import { hashOfHistory } from '@flowmeter/engine/changes/approval.ts';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import { openCounter } from './case-tables.ts';
import { prepareWritten } from './change-events.ts';
import { prepareCoverage, verifiedContent, type Coverage } from './coverage.ts';
import { prepareMending } from './mend-release.ts';
import type { ReleaseEntry, Releases, Signer } from './releases.ts';
import type { ActiveRow, VersionRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface ActiveDefinition extends ActiveRow {
  definition: Definition;
}

export type Version = Omit<VersionRow, 'seq'> & { seq: number };

/** What was released, as it stands at this moment: also within a transaction. */
export interface Released {
  /** What is in force and covered by a signed release. */
  active(): ActiveDefinition[];
  /** Flow versions that are no longer in force, but that open cases still run. */
  running(): FlowDefinition[];
}

export interface DefinitionStore {
  /**
   * A released definition; undefined when there is none, when it is not what its hash says, or when no
   * signed release covers it.
   */
  byHash(hash: string): Promise<Definition | undefined>;
  /** What is in force and covered by a signed release. */
  active(): Promise<ActiveDefinition[]>;
  /** The same, and what stands in force but is refused, with the reason. */
  coverage(): Promise<Coverage>;
  /** Is there anything in force, and no release yet? As in a store of an earlier version. */
  isUnsigned(): Promise<boolean>;
  /** What is in force in a store of an earlier version becomes the first signed release. */
  takeOver(at: Instant): Promise<Result<void>>;
  /** The newest release, made again where it is spoilt and can be proven; its number, where it was. */
  mendRelease(at: Instant): Promise<Result<number | undefined>>;
  /** Flow versions that are no longer in force, but that open cases still run. */
  running(): Promise<FlowDefinition[]>;
  /** The times that a definition was in force, newest first. */
  versions(kind: string, id: string): Promise<Version[]>;
  /** Of every definition, in the order in which they came into force. */
  everyVersion(): Promise<Version[]>;
  /** The first release: stores these definitions, puts them in force and tells the audit log. */
  activate(definitions: Definition[], at: Instant): Promise<Result<void>>;
}

export function createDefinitionStore(
  sql: Sql,
  writer: Writer,
  { releases, signer }: { releases: Releases; signer: () => Signer | undefined },
): DefinitionStore {
  const byHash = prepareByHash(sql, releases);
  const coverage = prepareCoverage(sql, releases, signer);
  const released = prepareReleased(sql, releases, signer);
  const versions = sql.prepare((p: { kind: string; id: string }) =>
    q
      .selectFrom('version')
      .selectAll()
      .where('kind', '=', p.kind)
      .where('id', '=', p.id)
      .orderBy('seq', 'desc'),
  );
  const every = sql.prepare(() => q.selectFrom('version').selectAll().orderBy('seq'));
  const write = prepareActivation(sql, releases);
  const takeOver = prepareTakeOver(sql, releases);
  const mend = prepareMending(sql, releases, signer);
  const tell = prepareAudit(sql);

  function told(at: Instant, action: string, object: string, details: Record<string, unknown>) {
    tell({ at, actor: 'system', role: '', action, object, allowed: true, details });
  }

  return {
    byHash: async (hash) => byHash(hash),
    active: async () => released.active(),
    coverage: async () => coverage(),
    running: async () => released.running(),
    versions: async (kind, id) => versions.all({ kind, id }),
    everyVersion: async () => every.all({}),
    isUnsigned: async () => takeOver.isNeeded(),
    takeOver: (at) =>
      writer.write(() => {
        if (!takeOver.isNeeded()) return ok(undefined);
        told(at, 'release.taken_over', 'release/1', { definitions: takeOver.run(at) });
        return ok(undefined);
      }),
    mendRelease: (at) =>
      writer.write(() => {
        const seq = mend();
        if (seq !== undefined) told(at, 'release.mended', `release/${seq}`, {});
        return ok(seq);
      }),
    activate: (definitions, at) =>
      writer.write(() => {
        const hashes = write(definitions, { at, change: null });
        for (const [index, { kind, id }] of definitions.entries()) {
          const details = { hash: hashes[index], ...releases.stamp() };
          told(at, 'definition.released', `${kind}/${id}`, details);
        }
        return ok(undefined);
      }),
  };
}

export function prepareReleased(
  sql: Sql,
  releases: Releases,
  signer: () => Signer | undefined,
): Released {
  const byHash = prepareByHash(sql, releases);
  const coverage = prepareCoverage(sql, releases, signer);
  const counted = sql.prepare(() =>
    q
      .selectFrom('counter')
      .select('name')
      .where('name', 'like', `${openCounter('')}%`)
      .where('value', '>', 0),
  );
  const active = sql.prepare(() => q.selectFrom('active').select('hash'));
  return {
    active: () => coverage().active,
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

function prepareByHash(sql: Sql, releases: Releases): (hash: string) => Definition | undefined {
  const row = sql.prepare((p: { hash: string }) =>
    q.selectFrom('definition').selectAll().where('hash', '=', p.hash),
  );
  const versions = sql.prepare((p: { hash: string }) =>
    q.selectFrom('version').select('release_seq').distinct().where('hash', '=', p.hash),
  );
  return (hash) => {
    const found = row.get({ hash });
    const definition = found && verifiedContent(found);
    if (definition === undefined) return undefined;
    const { kind, id } = definition;
    const covered = versions
      .all({ hash })
      .some(({ release_seq }) => releases.covers(release_seq, { kind, id, hash }));
    return covered ? definition : undefined;
  };
}

interface Activation {
  at: Instant;
  /** Null for the first release; else the change, with what had happened to it by then. */
  change: { id: string; events: number; history: string } | null;
}

/** Inside a transaction: stores definitions and puts them in force, as one release. Their hashes. */
export function prepareActivation(sql: Sql, releases: Releases) {
  const put = preparePut(sql);
  return (definitions: readonly Definition[], { at, change }: Activation): string[] => {
    const from =
      change === null ? {} : { change: change.id, events: change.events, history: change.history };
    const hashed = definitions.map((definition) => ({ definition, hash: hashOf(definition) }));
    const set = hashed.map(({ definition: { kind, id }, hash }): ReleaseEntry => {
      return { kind, id, hash, ...from };
    });
    const release = releases.release({ at, change: change?.id ?? null, set });
    for (const one of hashed) {
      const { id } = one.definition;
      const drawn = hashed.find(
        ({ definition }) => definition.kind === 'layout' && definition.flow === id,
      );
      const isDrawn = change !== null && one.definition.kind === 'flow';
      const layout = isDrawn ? (drawn?.hash ?? null) : null;
      put(one, { at, change: change?.id ?? null, layout, release });
    }
    return hashed.map(({ hash }) => hash);
  };
}

interface Put {
  at: Instant;
  change: string | null;
  layout: string | null;
  release: number;
}

function preparePut(sql: Sql) {
  return (
    { definition, hash }: { definition: Definition; hash: string },
    { at, change, layout, release }: Put,
  ): void => {
    const { kind, id } = definition;
    const row = { hash, kind, id, content: JSON.stringify(definition) };
    sql.run(
      q
        .insertInto('definition')
        .values(row)
        // What stands there already is the same, or is not what its hash says.
        .onConflict((conflict) => conflict.column('hash').doUpdateSet(row)),
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
        change_id: change,
        layout_hash: layout,
        release_seq: release,
      }),
    );
  };
}

/** What an earlier version of the product put in force, which signed nothing. */
function prepareTakeOver(sql: Sql, releases: Releases) {
  const events = prepareWritten(sql);
  const any = sql.prepare(() => q.selectFrom('release').select('seq').limit(1));
  const anyActive = sql.prepare(() => q.selectFrom('active').select('hash').limit(1));

  function entryOf({ kind, id, hash, change_id }: Omit<Version, 'seq'>): ReleaseEntry {
    if (change_id === null) return { kind, id, hash };
    const then = events(change_id);
    const history = hashOfHistory(then);
    return { kind, id, hash, change: change_id, events: then.length, history };
  }

  return {
    isNeeded: () => any.get({}) === undefined && anyActive.get({}) !== undefined,
    /** Inside a transaction. How many definitions. */
    run: (at: Instant): number => {
      const rows = sql.all(q.selectFrom('version').selectAll());
      const set = rows.filter(({ until }) => until === null).map(entryOf);
      const earlier = rows
        .filter(({ until }) => until !== null)
        .map(({ kind, id, hash }) => ({ kind, id, hash }));
      const release_seq = releases.release({ at, change: null, set, earlier });
      sql.run(q.updateTable('version').set({ release_seq }));
      return set.length;
    },
  };
}
