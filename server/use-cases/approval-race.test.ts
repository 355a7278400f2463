import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '@flowmeter/engine/changes/change.ts';
import type { Actor } from '../app-env.ts';
import { testServer, type TestServer } from '../testing.ts';
import { decideOnChange, type Decision } from './decide-change.ts';
import { proposeDrafts } from './propose-drafts.ts';
import { createWorker } from '../worker/worker.ts';
import type { Words } from './propose-change.ts';
import { proposeRollback } from './propose-rollback.ts';
import { saveDraft } from './save-draft.ts';
import { startDraft } from './start-draft.ts';

/** One thing that somebody tries; `pick` chooses among the changes that there are. */
interface Deed {
  who: string;
  what: 'propose' | 'schedule' | 'rollback' | 'approve' | 'return' | 'withdraw' | 'serve';
  pick: number;
}

const deed: fc.Arbitrary<Deed> = fc.record({
  who: fc.constantFrom('olga', 'otto', 'arno', 'anna', 'adam'),
  what: fc.constantFrom(
    'propose',
    'propose',
    'schedule',
    'rollback',
    'approve',
    'approve',
    'serve',
    'return',
    'withdraw',
  ),
  pick: fc.nat(5),
});

const words = { title: 'Other hours', reason: 'Because' };

/** The policy's outer door is not passed here: the rules of a change have to hold by themselves. */
async function attempt(server: TestServer, { who, what, pick }: Deed): Promise<void> {
  const { deps } = server;
  const actor: Actor = { ...deps.inForce.person(who)!, sees: new Set() };
  const { rows } = await deps.store.changes.list({ limit: 100 });
  const id = rows[pick % Math.max(rows.length, 1)]?.id ?? 'none';
  const seenEvidence = (await deps.store.changes.get(id))?.change.evidenceHash ?? '';
  const deeds: Record<Deed['what'], () => Promise<unknown>> = {
    propose: () => propose(server, actor, pick + 5, words),
    schedule: () => propose(server, actor, pick + 5, { ...words, effective: soon(server) }),
    serve: () => createWorker(deps).runDue(),
    rollback: () => rollBack(server, actor, pick),
    approve: () => decide({ type: 'approve', comment: '', seenEvidence }),
    return: () => decide({ type: 'return', comment: 'no' }),
    withdraw: () => decide({ type: 'withdraw' }),
  };
  const decide = (decision: Decision) =>
    decideOnChange(deps, actor, { id, key: undefined, decision });
  await deeds[what]();
}

/** The next minute: what is scheduled for it is due when the next round begins. */
function soon({ deps }: TestServer) {
  const local = new Date(deps.clock() + 60_000).toISOString().slice(0, 16);
  return { local, zone: 'UTC' };
}

async function propose(
  { deps }: TestServer,
  actor: Actor,
  hours: number,
  said: Words,
): Promise<void> {
  const started = await startDraft(deps, actor, { kind: 'flow', id: 'lend' });
  if (!started.ok) return;
  const { id, revision, content } = started.value;
  const changed = JSON.parse(content.replace(/("id":"check".{0,30}"value":)\d+/, `$1${hours}`));
  const base = deps.inForce.active('flow', 'lend')?.hash;
  await saveDraft(deps, actor, id, {
    content: changed,
    layout: null,
    base_hash: base,
    seen: revision,
  });
  await proposeDrafts(deps, actor, { ids: [id], key: undefined, words: said });
}

async function rollBack({ deps }: TestServer, actor: Actor, pick: number): Promise<void> {
  const versions = await deps.store.definitions.versions('flow', 'lend');
  const hash = versions[pick % versions.length]?.hash ?? '';
  await proposeRollback(deps, actor, { ...words, kind: 'flow', id: 'lend', hash }, undefined);
}

/** Oldest first, each with the change that put it in force. */
async function history({ deps }: TestServer) {
  const versions = (await deps.store.definitions.versions('flow', 'lend')).toReversed();
  return Promise.all(
    versions.map(async (version) => ({
      hash: version.hash,
      until: version.until,
      change: (await deps.store.changes.get(version.change_id ?? ''))?.change,
    })),
  );
}

function isOwnWork({ change }: { change: Change | undefined }): boolean {
  return change?.contributors.includes(change.decision?.by ?? '') ?? true;
}

test('whatever people try, side by side: each version was approved, on the one before, by others', async () => {
  const rounds = fc.array(fc.array(deed, { minLength: 1, maxLength: 4 }), { maxLength: 8 });
  let released = 0;
  await fc.assert(
    fc.asyncProperty(rounds, async (tries) => {
      await using server = await testServer();
      for (const round of tries) {
        await Promise.all(round.map((one) => attempt(server, one)));
        server.clock.advance(60_000);
      }
      const [first, ...later] = await history(server);
      const all = [first!, ...later];
      released += later.length;
      expect(later.map(({ change }) => change?.baseHash)).toEqual(
        all.slice(0, -1).map((one) => one.hash),
      );
      expect(later.map(({ change }) => change?.contentHash)).toEqual(later.map((one) => one.hash));
      expect(all.filter((one) => one.until === null)).toEqual([all.at(-1)]);
      expect(all.at(-1)?.hash).toBe(server.deps.inForce.active('flow', 'lend')?.hash);
      expect(later.filter(isOwnWork)).toEqual([]);
      const active = (await server.deps.store.changes.list({ limit: 100 })).rows;
      expect(active.filter((one) => one.state === 'active').length).toBe(Math.min(later.length, 1));
      expect(await server.deps.store.auditLog.verify()).toMatchObject({ valid: true });
    }),
    { numRuns: 50 },
  );
  expect(released).toBeGreaterThan(5);
});
