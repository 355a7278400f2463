/**
 * Fills an empty store: the packs that come with the product as the first release, accounts for the
 * people of the organisation, and demonstration cases and records.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { wordsOf } from '@flowmeter/engine/problem.ts';
import { instantOf, virtualClock } from '../clock.ts';
import { composeDeps, type Parts } from '../compose.ts';
import type { Deps } from '../deps.ts';
import { createIds } from '../ids.ts';
import { loadPack } from '../pack-files.ts';
import { demonstrate } from './demonstration.ts';
import { bringSyntheticRecords } from './synthetic-records.ts';
import { createChance } from '@flowmeter/engine/simulation/chance.ts';

/** Every demonstration account's. */
export const DEMO_PASSWORD = 'flowmeter-demo';

const DAY = 86_400_000;
/** The first release is put in force well before the first demonstration case. */
const RELEASED_BEFORE_DAYS = 120;
const IDS_SEED = 7;
const packs = ['power-supply', 'imported-logs'] as const;

/** The whole of it; its accounts and no cases; or nothing, and no account with a password. */
export type Demonstration = 'whole' | 'people' | 'none';

/** @throws when a pack that comes with the product cannot be read */
export async function seed(
  parts: Omit<Parts, 'clock' | 'ids'>,
  now: number,
  demo: Demonstration,
): Promise<void> {
  const clock = virtualClock(demo === 'whole' ? now - RELEASED_BEFORE_DAYS * DAY : now);
  const chance = createChance(IDS_SEED);
  const deps = await composeDeps({
    ...parts,
    clock: clock.clock,
    ids: createIds(clock.clock, (limit) => chance.below(limit)),
  });
  await publish(deps, await shippedDefinitions());
  if (demo === 'none') {
    await deps.store.accounts.beginForReal();
    return;
  }
  const people = deps.inForce.organisation()?.people ?? [];
  await deps.accounts.setPasswords(people.map(({ id }) => ({ id, password: DEMO_PASSWORD })));
  if (demo === 'people') return;
  await demonstrate(deps, clock, now);
  await bringSyntheticRecords(deps, packs[0]);
}

async function shippedDefinitions(): Promise<Definition[]> {
  const definitions: Definition[] = [];
  for (const name of packs) {
    const folder = fileURLToPath(import.meta.resolve(`@flowmeter/definitions/package.json`));
    const path = folder.replace(/package\.json$/, name);
    if (!existsSync(path)) continue;
    const { pack, problems } = await loadPack(path);
    const [first] = problems;
    if (first !== undefined) throw new Error(`${first.file}: ${wordsOf(first.problem).en}`);
    definitions.push(...pack.definitions);
  }
  return definitions;
}

/** The first release. */
export async function publish(deps: Deps, definitions: Definition[]): Promise<void> {
  const at = instantOf(deps.clock);
  const stored = await deps.store.definitions.activate(definitions, at);
  if (!stored.ok) throw new Error(stored.problems.map((one) => wordsOf(one).en).join('; '));
  await deps.inForce.refresh();
}
