/**
 * The definitions that counted at a moment that is past. What was changed since does not reach back, but
 * where a change said so and two auditors approved that (engine/changes/approval.ts): then its date counts.
 * Before the first version there was of a definition, that version counts.
 */
import { below } from '@flowmeter/engine/case/duties.ts';
import { isRetroactive } from '@flowmeter/engine/changes/approval.ts';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { failed, ok, type Result } from '@flowmeter/engine/problem.ts';
import { instantOf } from './clock.ts';
import type { Deps } from './deps.ts';
import { versionRefused } from './refusals.ts';
import type { ActiveDefinition, Version } from './store/definitions.ts';

export interface DefinitionsThen {
  pack: Pack;
  active: (kind: string, id: string) => ActiveDefinition | undefined;
  /** A unit and the units that were below it. */
  unitsBelow: (unit: string) => ReadonlySet<string>;
  /** The same where the same versions count. */
  key: string;
}

export function definitionsNow({ inForce }: Pick<Deps, 'inForce'>): DefinitionsThen {
  const pack = inForce.pack();
  return {
    pack,
    active: (kind, id) => inForce.active(kind, id),
    unitsBelow: (unit) => inForce.unitsBelow(unit),
    key: keyOfAll(pack.definitions.flatMap(({ kind, id }) => inForce.active(kind, id) ?? [])),
  };
}

function keyOfAll(versions: readonly Pick<Version, 'hash'>[]): string {
  return versions
    .map(({ hash }) => hash)
    .toSorted()
    .join(' ');
}

type Parts = Pick<Deps, 'store' | 'inForce' | 'clock'>;

/** Refused where one of them is not covered by a signed release: a figure is not made without it. */
export async function definitionsAt(deps: Parts, at: Instant): Promise<Result<DefinitionsThen>> {
  const { inForce, store, clock } = deps;
  if (at >= instantOf(clock)) return ok(definitionsNow(deps));
  const then: ActiveDefinition[] = [];
  for (const version of countingAt(await beginningsOf(deps), at).values()) {
    const { kind, id, hash, since } = version;
    const now = inForce.active(kind, id);
    const definition = now?.hash === hash ? now.definition : await store.definitions.byHash(hash);
    if (definition === undefined) return failed(versionRefused(id));
    then.push({ kind, id, hash, since, definition });
  }
  const byKey = new Map(then.map((one) => [keyOf(one), one]));
  const pack = { definitions: then.map(({ definition }) => definition) };
  const [org] = all(pack, 'organisation');
  return ok({
    pack,
    active: (kind, id) => byKey.get(keyOf({ kind, id })),
    // A unit that is newer than that has records of its own at most.
    unitsBelow: (unit) => new Set([unit, ...(org === undefined ? [] : below(org, unit))]),
    key: keyOfAll(then),
  });
}

/** A version, and from when on it counts. */
interface Beginning extends Version {
  from: Instant;
}

/** In the order in which they came. */
async function beginningsOf({ store }: Parts): Promise<Beginning[]> {
  const versions = await store.definitions.everyVersion();
  const found = versions.map(async (version) => {
    const stored =
      version.change_id === null ? undefined : await store.changes.get(version.change_id);
    const { since } = version;
    const reaches = stored !== undefined && isRetroactive(stored.change, since);
    return { ...version, from: (reaches ? stored.change.effectiveFrom : null) ?? since };
  });
  return Promise.all(found);
}

/** Of each definition the version that came last of those that count then; else the first there was. */
function countingAt(beginnings: readonly Beginning[], at: Instant): Map<string, Beginning> {
  const counting = new Map<string, Beginning>();
  for (const one of beginnings) {
    const known = counting.get(keyOf(one));
    if (known === undefined || one.from <= at) counting.set(keyOf(one), one);
  }
  return counting;
}

function keyOf({ kind, id }: Pick<Version, 'kind' | 'id'>): string {
  return `${kind}/${id}`;
}
