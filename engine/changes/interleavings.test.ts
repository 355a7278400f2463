/** The publish race: every order in which people and time can come to the same definitions. */
import { describe, expect, test } from 'vitest';
import { applyChangeEvent, type Change, type ChangeEvent } from './change.ts';
import { at, auditor } from './changes.fixture.ts';
import { decideChange, type ChangeCommand } from './decide.ts';

/** What is stored: what is in force, and the changes of it. Each step is one transaction. */
interface World {
  inForce: string;
  changes: ReadonlyMap<string, Change>;
  /** What was in force, and by which change. */
  history: readonly { hash: string; base: string | null; by: string }[];
}

type Step = (world: World) => World;

const start: World = { inForce: 'v0', changes: new Map(), history: [] };
const date = '2026-03-02T02:00:00.000Z';

/** Proposes on what is in force at that moment: whoever does it again has rebased. */
function propose(id: string, contentHash: string, effectiveFrom?: string): Step {
  return (world) => {
    const event: ChangeEvent = {
      type: 'proposed',
      at,
      by: 'olga',
      proposal: {
        id,
        definition: { kind: 'flow', id: 'lend', name: { zh: '借', en: 'Lend' } },
        title: 'T',
        reason: 'R',
        baseHash: world.inForce,
        contentHash,
        evidenceHash: `evidence of ${contentHash} on ${world.inForce}`,
        contributors: ['olga'],
        rollback: false,
        ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
      },
    };
    return put(world, id, applyChangeEvent(undefined, event));
  };
}

/** Somebody decides on what they saw before: the evidence is that of the change as it was proposed. */
function act(id: string, commandOf: (change: Change, world: World) => ChangeCommand): Step {
  return (world) => {
    const change = world.changes.get(id);
    if (change === undefined) return world;
    const decided = decideChange(change, commandOf(change, world));
    return decided.ok ? follow(world, change, decided.value) : world;
  };
}

const approve = (id: string, actor: string) =>
  act(id, (change, { inForce }) => ({
    type: 'approve',
    actor,
    at,
    comment: '',
    activeHash: inForce,
    contentHash: change.contentHash,
    evidenceHash: change.evidenceHash,
    seenEvidence: change.evidenceHash,
    ...auditor,
  }));

const withdraw = (id: string) => act(id, () => ({ type: 'withdraw', actor: 'olga', at }));

const activate = (id: string) =>
  act(id, (change, { inForce }) => ({
    type: 'activate',
    actor: 'system',
    at: date,
    activeHash: inForce,
    contentHash: change.contentHash,
    evidenceHash: change.evidenceHash,
    approvers: change.approvals.map(({ by }) => ({ ...auditor, actor: by, isSigned: true })),
  }));

/** As the store does in the transaction of the decision. */
function follow(world: World, change: Change, event: ChangeEvent): World {
  const next = put(world, change.id, applyChangeEvent(change, event));
  if (event.type !== 'approved' && event.type !== 'activated') return next;
  const entry = { hash: change.contentHash, base: change.baseHash, by: change.id };
  const released: World = {
    ...next,
    inForce: change.contentHash,
    history: [...next.history, entry],
  };
  return [...released.changes.values()]
    .filter(({ id }) => id !== change.id)
    .reduce((made, other) => displace(made, other, change.id), released);
}

function displace(world: World, other: Change, successor: string): World {
  const by = { actor: 'system', at };
  const command: ChangeCommand =
    other.state === 'active'
      ? { type: 'supersede', ...by, successor }
      : { type: 'outdate', ...by, because: { code: 'change_stale', words: { zh: '', en: '' } } };
  const decided = decideChange(other, command);
  return decided.ok ? put(world, other.id, applyChangeEvent(other, decided.value)) : world;
}

function put(world: World, id: string, change: Change): World {
  return { ...world, changes: new Map([...world.changes, [id, change]]) };
}

/** Every order of the steps of several scripts, each script in its own order. */
function* interleavings<T>(scripts: readonly (readonly T[])[]): Generator<T[]> {
  const left = scripts.filter((script) => script.length > 0);
  if (left.length === 0) yield [];
  for (const script of left) {
    const [first, ...rest] = script as [T, ...T[]];
    const others = left.map((one) => (one === script ? rest : one));
    for (const order of interleavings(others)) yield [first, ...order];
  }
}

/** What must hold whatever the order. */
function faultsIn({ inForce, changes, history }: World): string[] {
  const bases = ['v0', ...history.map(({ hash }) => hash)];
  const all = [...changes.values()];
  const active = all.filter(({ state }) => state === 'active');
  const faults: [boolean, string][] = [
    [history.every(({ base }, place) => base === bases[place]), 'not on what was in force'],
    [inForce === bases.at(-1), 'something else is in force'],
    [active.length === Math.min(history.length, 1), 'not exactly one is active'],
    [active.every(({ contentHash }) => contentHash === inForce), 'the active one is not in force'],
    [new Set(history.map(({ by }) => by)).size === history.length, 'in force twice'],
    [all.every(isSettledOnce), 'decided twice'],
    [all.every(isOwn), 'approved by a contributor'],
    [all.every((change) => isPendingOnBase(change, inForce)), 'waits on a base that has moved'],
  ];
  return faults.filter(([holds]) => !holds).map(([, fault]) => fault);
}

function isSettledOnce({ events }: Change): boolean {
  const order =
    /^proposed( withdrawn| outdated| (approved|scheduled activated)( superseded)?| scheduled( withdrawn| outdated)?)?$/;
  return order.test(events.map(({ type }) => type).join(' '));
}

function isOwn({ approvals, contributors }: Change): boolean {
  return approvals.every(({ by }) => !contributors.includes(by));
}

function isPendingOnBase({ state, baseHash }: Change, inForce: string): boolean {
  return !['proposed', 'approved', 'scheduled'].includes(state) || baseHash === inForce;
}

/** All orders of a race: how many, what went wrong in any of them, the ends that were reached. */
function runAll(scripts: readonly (readonly Step[])[]) {
  const faults = new Set<string>();
  const ends = new Set<string>();
  let orders = 0;
  for (const order of interleavings(scripts)) {
    orders += 1;
    let world = start;
    for (const step of order) {
      world = step(world);
      for (const fault of faultsIn(world)) faults.add(fault);
    }
    ends.add(world.history.map(({ by }) => by).join(' '));
  }
  return { orders, faults: [...faults], ends: ends.size };
}

const races: Record<string, Step[][]> = {
  'a scheduled change, withdrawn and rebased, against one that takes effect at once': [
    [propose('a', 'v1', date), withdraw('a'), propose('a2', 'v1b')],
    [approve('a', 'anna'), approve('b', 'anna'), approve('a2', 'anna')],
    [activate('a'), activate('a')],
    [propose('b', 'v2')],
  ],
  'two auditors, the author and time at one scheduled change and another': [
    [propose('a', 'v1', date), propose('b', 'v2', date)],
    [approve('a', 'anna'), approve('b', 'adele')],
    [approve('b', 'anna'), approve('a', 'olga')],
    [activate('a'), activate('b'), withdraw('a')],
  ],
};

describe('whatever the order', () => {
  test.each(Object.entries(races))('%s', (_, scripts) => {
    const { orders, faults, ends } = runAll(scripts);
    expect(faults).toEqual([]);
    expect(orders).toBeGreaterThan(5000);
    // The race is one: several of its ends are reached.
    expect(ends).toBeGreaterThan(3);
  });

  test('there are more than ten thousand orders', () => {
    const orders = Object.values(races).map((scripts) => [...interleavings(scripts)].length);
    expect(orders.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10_000);
  });
});
