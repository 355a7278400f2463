/**
 * People at random: each takes, of everything that is offered to them, something. Whatever they do, no
 * task is lost, nobody holds what another has, what is offered is accepted, and the case can go on.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../case/commands.ts';
import type { Entry } from '../case/events.ts';
import { fold } from '../case/fold.ts';
import { delegationOf, isSigned } from '../case/people-state.ts';
import type { CaseState, ControlValue, Visit } from '../case/state.ts';
import type { Answers } from './outcome.ts';
import { compiled, office } from './people.fixture.ts';
import { actionsOf, type TaskAction } from './people-permissions.ts';
import { transition } from './transition.ts';

const flow = compiled();
const people = office.people.map(({ id }) => id);

interface Choice {
  who: number;
  which: number;
  whom: number;
  way: number;
}

interface Walk {
  state: CaseState;
  entries: Entry[];
}

const choice = fc.record<Choice>({
  who: fc.nat(people.length - 1),
  which: fc.nat(1000),
  whom: fc.nat(people.length - 1),
  way: fc.nat(5),
});

/** Answers every question that a command raises: no condition holds, everybody has the same work. */
function decide(state: CaseState | null, command: Command) {
  const answers: Answers = {};
  for (;;) {
    const outcome = transition(flow, state, command, answers);
    if (outcome.kind !== 'ask') return outcome;
    const { key, items } = outcome.question;
    answers[key] = Object.fromEntries(items.map(({ id }) => [id, { truth: false, count: 0 }]));
  }
}

const START = Date.parse('2026-03-09T01:00:00.000Z');

function opened(): Walk {
  const at = new Date(START).toISOString();
  const by = { at, actor: 'ann', caseId: 'c', unit: 'north', data: {} };
  return after({ state: null, entries: [] }, { type: 'open', ...by });
}

function after(walk: { state: CaseState | null; entries: Entry[] }, command: Command): Walk {
  const outcome = decide(walk.state, command);
  if (outcome.kind !== 'done') return walk as Walk;
  return { state: outcome.state, entries: [...walk.entries, outcome.entry] };
}

/** Everything that is offered to a person now. */
function offers(
  state: CaseState,
  actor: string,
  at: string,
): { action: TaskAction; visit: Visit }[] {
  return state.visits.flatMap((visit) =>
    actionsOf({ flow, state, visit, actor, at }).map((action) => ({ action, visit })),
  );
}

/** A command for what is offered; whom and which way are chosen blindly. */
function commandFor(
  { action, visit }: { action: TaskAction; visit: Visit },
  { whom, way }: Choice,
  by: { actor: string; at: string },
): Command {
  const { routes } = flow.flow.steps[visit.step] ?? { routes: [] };
  const person = people[whom] ?? '';
  const words = { reason: 'because', comment: 'well', evidence: 'seen' };
  const chosen = {
    to: person,
    persons: [person],
    when: way % 2 === 0 ? 'before' : 'after',
    verdict: way % 3 === 0 ? 'reject' : 'agree',
    route: routes[way % Math.max(1, routes.length)]?.id,
    data: {},
  };
  return { ...words, ...chosen, ...by, type: action, seq: visit.seq } as unknown as Command;
}

/** Actions that need nobody and nothing else: when they are offered they are accepted. */
const plain: ReadonlySet<TaskAction> = new Set(['claim', 'release', 'withdraw', 'urge', 'sign']);

function leavesOf(value: ControlValue): string[] {
  return typeof value === 'string' ? [value] : Object.values(value).flatMap(leavesOf);
}

function isTask(step: string): boolean {
  return flow.flow.steps[step]?.kind === 'task';
}

/** What holds at every moment of a case. */
function expectWhole({ state, entries }: Walk): void {
  expect(fold(entries)).toEqual(state);
  const open = state.visits.filter(({ status, step }) => status === 'open' && isTask(step));
  const resting = state.status === 'ended' ? [] : leavesOf(state.value).filter(isTask);
  expect(open.map(({ step }) => step).toSorted()).toEqual(resting.toSorted());
  for (const visit of state.visits) {
    const lent = delegationOf(visit);
    const signers = visit.signs?.flatMap(({ by }) => by ?? []) ?? [];
    expect(new Set(signers).size).toBe(signers.length);
    expect([visit.holder, undefined]).toContain(lent?.to);
    expect(isSigned(visit) && visit.holder !== undefined).toBe(false);
    expect(visit.status === 'open' || visit.decision === undefined).toBe(true);
  }
}

function canGoOn(state: CaseState, at: string): boolean {
  return (
    state.status === 'ended' ||
    people.some((actor) => offers(state, actor, at).some(({ action }) => onward.has(action)))
  );
}

/** A case that somebody may claim, complete, sign, hand back or reassign goes on. */
const onward: ReadonlySet<TaskAction> = new Set([
  'claim',
  'complete',
  'sign',
  'hand_back',
  'resume',
  'reassign',
]);

interface Turn {
  walk: Walk;
  at: string;
  /** Offered and needing nothing more, yet refused. */
  broken?: TaskAction;
}

/** Ten minutes later somebody does something of what is offered to them, if there is anything. */
function turn({ walk }: Turn, one: Choice, index: number): Turn {
  const at = timeOf(index);
  const actor = personOf(one);
  const offered = offers(walk.state, actor, at);
  const offer = offered[one.which % Math.max(1, offered.length)];
  if (offer === undefined) return { walk, at };
  const next = after(walk, commandFor(offer, one, { actor, at }));
  return next === walk && plain.has(offer.action)
    ? { walk, at, broken: offer.action }
    : { walk: next, at };
}

function timeOf(index: number): string {
  return new Date(START + (index + 1) * 600_000).toISOString();
}

function personOf({ who }: Choice): string {
  return people[who] ?? '';
}

/** Is it offered to the person, and what comes of asking for it? */
function tried({ walk: { state }, at }: Turn, one: Choice, action: TaskAction) {
  const actor = personOf(one);
  const visit = state.visits[one.which % state.visits.length] as Visit;
  const isOffered = offers(state, actor, at).some(
    (offer) => offer.action === action && offer.visit.seq === visit.seq,
  );
  const { kind } = decide(state, commandFor({ action, visit }, one, { actor, at }));
  return { offered: isOffered ? 'done' : 'refused', kind };
}

describe('people at random', () => {
  it('lose no task, hold nothing twice, and get on', () => {
    fc.assert(
      fc.property(fc.array(choice, { minLength: 20, maxLength: 60 }), (choices) => {
        let now: Turn = { walk: opened(), at: timeOf(-1) };
        for (const [index, one] of choices.entries()) {
          now = turn(now, one, index);
          expect(now.broken).toBeUndefined();
          expectWhole(now.walk);
          expect(canGoOn(now.walk.state, now.at)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('do nothing that is not offered to them, and everything that is', () => {
    const asking = fc.constantFrom<TaskAction>(...plain, 'resume', 'pause');
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 30 }), choice, asking, (choices, last, action) => {
        const now = choices.reduce(turn, { walk: opened(), at: timeOf(-1) });
        const { offered, kind } = tried(now, last, action);
        expect(kind).toBe(offered);
      }),
      { numRuns: 300 },
    );
  });
});
