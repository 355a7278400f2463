/**
 * What holds whatever people do, in whatever order, however often and however late: tried by random
 * clients on one case through the HTTP surface, with the clock, the timers and restarts in between.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '@flowmeter/engine/case/fold.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import {
  testServer,
  type Answer,
  type Client,
  type TestServer,
} from '@flowmeter/server/testing.ts';
import { createWorker } from '@flowmeter/server/worker/worker.ts';

/** What the clients know: how many entries the case has. */
interface Model {
  version: number;
  acknowledged: number;
}

interface Real {
  server: TestServer;
  clients: Record<Person, Client>;
  caseId: string;
  /** Numbers the keys of requests. */
  keys: number;
}

const people = ['dora', 'carl', 'both', 'mia', 'sid'] as const;
type Person = (typeof people)[number];

const actions = {
  claim: {},
  release: {},
  resume: {},
  pause: { reason: '缺资料', evidence: 'photo-1' },
  pass: { route: 'pass', data: {} },
  back: { route: 'back', data: {}, comment: 'again' },
  again: { route: 'again', data: { amount: 2000 } },
  approved: { route: 'approved', data: {} },
  done: { route: 'done', data: {} },
} as const;
type Action = keyof typeof actions;

type Law = fc.AsyncCommand<Model, Real>;

const verbs: Partial<Record<Action, string>> = {
  claim: 'claim',
  release: 'release',
  resume: 'resume',
  pause: 'pause',
};

async function stateOf({ server, caseId }: Real): Promise<CaseState> {
  const state = await server.deps.store.cases.state(caseId);
  if (state === undefined) throw new Error('the case is gone');
  return state;
}

/** The visits that are open, and those that are over: both are asked about. */
async function send(real: Real, person: Person, action: Action, version: number, key: string) {
  const open = (await stateOf(real)).visits.findLast(({ status }) => status === 'open');
  const task = `/api/tasks/${real.caseId}.${open?.seq ?? 1}/${verbs[action] ?? 'complete'}`;
  return real.clients[person].post(task, actions[action], { version, key });
}

/** The state is the fold of the entries, and there are as many as were acknowledged. */
async function holds(model: Model, real: Real): Promise<void> {
  const state = await stateOf(real);
  const entries = await real.server.deps.store.cases.entries(real.caseId);
  expect(state.version).toBe(model.version);
  expect(entries.map(({ version }) => version)).toEqual(entries.map((_one, index) => index + 1));
  expect(fold(entries)).toEqual(state);
}

function acknowledged(model: Model, answer: Answer): void {
  const done = answer.status === 200 ? 1 : 0;
  model.version += done;
  model.acknowledged += done;
}

/** What somebody who knows the case would do next; wild ones do anything. */
async function sensible(real: Real, wish: number): Promise<[Person, Action]> {
  const open = (await stateOf(real)).visits.findLast(({ status }) => status === 'open');
  const { step = '', holder } = open ?? {};
  const claimers: Record<string, Person> = { check: 'carl', amend: 'dora', approve: 'mia' };
  if (holder === undefined) return [claimers[step] ?? 'dora', 'claim'];
  const known = people.find((one) => one === holder) ?? 'dora';
  const ways: Record<string, Action[]> = {
    check: ['pass', 'back', 'pause', 'resume', 'release', 'pass'],
    amend: ['again', 'release'],
    approve: ['approved', 'pause', 'resume'],
    hand_over: ['pause', 'resume', 'done'],
  };
  const options = ways[step] ?? ['done'];
  return [known, options[wish % options.length] ?? 'done'];
}

/** Sent once, then again: answered alike, with effect once. `behind`: a version long gone. */
function act(wish: number, behind: number, wild?: [Person, Action]): Law {
  let done = 'act';
  return {
    check: () => true,
    toString: () => done,
    run: async (model, real) => {
      const [person, action] = wild ?? (await sensible(real, wish));
      done = `${person} ${action} ${behind}`;
      const key = `key-${(real.keys += 1)}`;
      const version = model.version - behind;
      const first = await send(real, person, action, version, key);
      expect(first.status).toBeLessThan(500);
      expect([first.status, behind > 0]).not.toEqual([200, true]);
      acknowledged(model, first);
      await holds(model, real);
      await again(real, [person, action], { key, version, first });
      await holds(model, real);
    },
  };
}

async function again(
  real: Real,
  [person, action]: [Person, Action],
  { key, version, first }: { key: string; version: number; first: Answer },
): Promise<void> {
  if (first.status !== 200) return;
  const entries = await real.server.deps.store.cases.entries(real.caseId);
  const seq = entries.at(-1)?.events.flatMap((one) => ('seq' in one ? [one.seq] : []))[0];
  const task = `/api/tasks/${real.caseId}.${seq}/${verbs[action] ?? 'complete'}`;
  const second = await real.clients[person].post(task, actions[action], { version, key });
  expect([second.status, second.body]).toEqual([first.status, first.body]);
}

/** Two people at the same moment: at most one wins, and who loses hears why. */
function race(action: Action): Law {
  return {
    check: () => true,
    toString: () => `three ${action} at once`,
    run: async (model, real) => {
      const { version } = model;
      const racers: Person[] = ['carl', 'both', 'carl'];
      const answers = await Promise.all(
        racers.map((person) => send(real, person, action, version, `key-${(real.keys += 1)}`)),
      );
      expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      for (const answer of answers) acknowledged(model, answer);
      await holds(model, real);
    },
  };
}

/** Time goes by, and what is due is done; done twice it is done once. */
function later(minutes: number): Law {
  return {
    check: () => true,
    toString: () => `${minutes} min later`,
    run: async (model, real) => {
      real.server.clock.advance(minutes * 60_000);
      const worker = createWorker(real.server.deps);
      await Promise.all([worker.runDue(), worker.runDue()]);
      const { version } = await stateOf(real);
      await worker.runDue();
      model.version = version;
      // Sessions do not last as long.
      real.clients = await signedIn(real.server);
      await holds(model, real);
      const now = new Date(real.server.clock.clock()).toISOString();
      expect(await real.server.deps.store.timers.due(now, 9)).toEqual([]);
    },
  };
}

/** Everything in memory is gone; what was acknowledged is there. */
function restart(): Law {
  return {
    check: () => true,
    toString: () => 'restart',
    run: async (model, real) => {
      await real.server.restart();
      await holds(model, real);
    },
  };
}

const laws = [
  fc.nat(99).map((wish) => act(wish, 0)),
  fc.nat(99).map((wish) => act(wish, 0)),
  fc.nat(99).map((wish) => act(wish, 1)),
  fc
    .tuple(fc.constantFrom(...people), fc.constantFrom(...(Object.keys(actions) as Action[])))
    .map((wild) => act(0, 0, wild)),
  fc.constantFrom<Action>('claim', 'pass', 'release').map((one) => race(one)),
  fc.integer({ min: 1, max: 2000 }).map((minutes) => later(minutes)),
  fc.constant(restart()),
];

async function signedIn(server: TestServer): Promise<Record<Person, Client>> {
  const clients = {} as Record<Person, Client>;
  for (const person of people) clients[person] = await server.as(person);
  return clients;
}

async function started(): Promise<{ model: Model; real: Real }> {
  const server = await testServer();
  const clients = await signedIn(server);
  const opening = { flow: 'lend', data: { borrower: 'Ada', amount: 10 } };
  const answer = await clients.dora.post('/api/cases', opening);
  const caseId = String(answer.body['case_id']);
  return { model: { version: 1, acknowledged: 0 }, real: { server, clients, caseId, keys: 0 } };
}

test('whatever people do, nothing acknowledged is lost or done twice', async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(fc.commands(laws, { maxCommands: 40, size: 'max' }), async (commands) => {
      const { model, real } = await started();
      try {
        await fc.asyncModelRun(() => ({ model, real }), commands);
        done += model.acknowledged;
      } finally {
        await real.server[Symbol.asyncDispose]();
      }
    }),
    { numRuns: 25 },
  );
  // Most of what was tried was not refused at the door.
  expect(done).toBeGreaterThan(40);
}, 60_000);
