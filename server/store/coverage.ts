/**
 * Is what stands in force what was released? Every row of it is held against the newest signed release:
 * its hash, the content behind the hash, the version that says since when, and the history of the change
 * that put it there. What does not agree is refused, and why is said.
 */
import { hashOfHistory } from '@flowmeter/engine/changes/approval.ts';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { parseDefinition } from '@flowmeter/engine/definition/parse.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { prepareWritten } from './change-events.ts';
import type { ActiveDefinition } from './definitions.ts';
import type { ReleaseEntry, Releases, Signer } from './releases.ts';
import type { Selectable } from 'kysely';
import type { ActiveRow, DefinitionRow, VersionRow } from './schema.ts';
import { q, type Sql } from './statement.ts';

/** A definition that stands in force and is not run. */
export interface Refused {
  kind: string;
  id: string;
  /** What the release says is in force; null where it says nothing. */
  hash: string | null;
  reason: Localized;
  /** What is stored in its place, whatever that is; undefined where it cannot be read. */
  definition: Definition | undefined;
}

export interface Coverage {
  active: ActiveDefinition[];
  refused: Refused[];
}

type Standing = ActiveRow & { content: string | null; version: Selectable<VersionRow> | undefined };

export function prepareCoverage(
  sql: Sql,
  releases: Releases,
  signer: () => Signer | undefined,
): () => Coverage {
  const events = prepareWritten(sql);

  function faultOf(row: Standing, entry: ReleaseEntry | undefined): Localized | undefined {
    if (definitionIn(row) === undefined) return faults.content;
    if (signer() === undefined) return undefined;
    if (entry === undefined) return faults.unknown;
    if (entry.hash !== row.hash) return faults.hash;
    const change = row.version?.change_id ?? undefined;
    if (row.version?.hash !== row.hash || change !== entry.change) return faults.version;
    return isAsApproved(entry) ? undefined : faults.change;
  }

  /** The events of the change, as they were when it came into force. */
  function isAsApproved({ change, events: count = 0, history }: ReleaseEntry): boolean {
    if (change === undefined) return true;
    try {
      const then = events(change).slice(0, count);
      return then.length === count && hashOfHistory(then) === history;
    } catch {
      return false;
    }
  }

  return () => {
    const manifest = new Map(
      releases.latest()?.manifest.map((one) => [`${one.kind}/${one.id}`, one]),
    );
    const rows = standing(sql);
    const active: ActiveDefinition[] = [];
    const refused: Refused[] = [];
    for (const row of rows) {
      const { kind, id, hash, since } = row;
      const entry = manifest.get(`${kind}/${id}`);
      manifest.delete(`${kind}/${id}`);
      const reason = faultOf(row, entry);
      const definition = definitionIn(row);
      if (reason === undefined && definition !== undefined) {
        active.push({ kind, id, hash, since, definition });
      } else {
        const why = { hash: entry?.hash ?? null, reason: reason ?? faults.content };
        refused.push({ kind, id, ...why, definition: storedIn(row) });
      }
    }
    const gone = [...manifest.values()].map(({ kind, id, hash }) => {
      return { kind, id, hash, reason: faults.gone, definition: undefined };
    });
    return { active, refused: [...refused, ...gone] };
  };
}

/** What stands in force, with what belongs to it. */
function standing(sql: Sql): Standing[] {
  const rows = sql.all(
    q
      .selectFrom('active')
      .leftJoin('definition', 'definition.hash', 'active.hash')
      .select(['active.kind', 'active.id', 'active.hash', 'active.since', 'definition.content'])
      .orderBy('active.kind')
      .orderBy('active.id'),
  );
  const open = sql.all(q.selectFrom('version').selectAll().where('until', 'is', null));
  const versions = new Map(open.map((one) => [`${one.kind}/${one.id}`, one]));
  return rows.map((row) => ({ ...row, version: versions.get(`${row.kind}/${row.id}`) }));
}

/** Undefined when it is not what its hash says, or is another definition than it stands for. */
function definitionIn({ kind, id, hash, content }: Standing): Definition | undefined {
  if (content === null) return undefined;
  const definition = verifiedContent({ hash, content });
  return definition?.kind === kind && definition.id === id ? definition : undefined;
}

/** What is stored where the definition should be, if it has the form of one. */
function storedIn({ kind, id, content }: Standing): Definition | undefined {
  try {
    const parsed = parseDefinition(JSON.parse(content ?? ''));
    return parsed.ok && parsed.value.kind === kind && parsed.value.id === id
      ? parsed.value
      : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined when the content is not what its hash says. */
export function verifiedContent({
  hash,
  content,
}: Pick<DefinitionRow, 'hash' | 'content'>): Definition | undefined {
  try {
    const definition = JSON.parse(content) as Definition;
    return hashOf(definition) === hash ? definition : undefined;
  } catch {
    return undefined;
  }
}

const faults = {
  content: { zh: '内容与指纹不符', en: 'its content is not what its hash says' },
  unknown: { zh: '没有任何发布包含它', en: 'no release has it' },
  hash: { zh: '发布的是另一版本', en: 'another version was released' },
  version: { zh: '版本记录与发布不符', en: 'the row of its version is not what was released' },
  change: {
    zh: '变更的审批记录与签名不符',
    en: 'the history of its change is not what was signed',
  },
  gone: { zh: '生效记录被删除', en: 'its row was taken away' },
} as const satisfies Record<string, Localized>;
