/**
 * Examples of a flow: a case is opened, people act, and then it stands as said. The commands are those
 * of the product and run the same way; nothing is played.
 */
import { conflictingVisit, serves } from '../case/duties.ts';
import type { Command } from '../case/commands.ts';
import type { CaseState, Instant, Visit } from '../case/state.ts';
import { localDay } from '../calendar/working-time.ts';
import { instantMs, instantText } from '../calendar/zone.ts';
import type { Action, FlowExample } from '../definition/examples.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Pack } from '../definition/pack.ts';
import { auditCase, auditVisit } from '../flow/audit.ts';
import { compileFlow, type CompiledFlow } from '../flow/compile.ts';
import { runCommand, type RuleHit } from '../flow/run.ts';
import { taskOf } from '../flow/structure.ts';
import { wordsOf, type Problem } from '../problem.ts';
import { kindOf } from '../steps/registry.ts';

const CASE_ID = 'example';
const HOUR = 3_600_000;

/** A case on its way through an example. */
interface Walk {
  flow: CompiledFlow;
  state: CaseState | null;
  at: Instant;
  /** Rules found so far. */
  found: Set<string>;
  /** Why the last command was refused; nothing after it is done. */
  refused: Problem[] | undefined;
  /** What stands in the example itself that cannot be done. */
  faults: string[];
}

/**
 * What differs from `then`, in words; empty when the example holds. A task is claimed by itself; `by` is
 * a person of the post who serves the case's unit and has done nothing incompatible in this case,
 * unless the example names one; `at` is an hour after the action before. Rules of the stage `during`
 * are asked after each action about the visit acted on and about all open ones.
 */
export async function checkFlowExample(
  definition: FlowDefinition,
  example: FlowExample,
  pack: Pack,
): Promise<string[]> {
  const flow = compileFlow(definition, pack);
  const walk = await openCase(flow, example.given);
  for (const [index, action] of example.when.entries()) {
    if (walk.faults.length > 0) break;
    if (walk.refused !== undefined) {
      walk.faults.push(`${nameOf(index - 1)}: ${refusalWords(walk.refused)}`);
      break;
    }
    await act(walk, action, nameOf(index));
  }
  return walk.faults.length > 0 ? walk.faults : differences(walk, example.then);
}

function nameOf(index: number): string {
  return index < 0 ? 'given' : `when[${index}]`;
}

async function openCase(flow: CompiledFlow, given: FlowExample['given']): Promise<Walk> {
  const at = asInstant(given.at);
  const walk: Walk = { flow, state: null, at, found: new Set(), refused: undefined, faults: [] };
  const { by: actor, unit, data } = given;
  await command(walk, { type: 'open', caseId: CASE_ID, at, actor, unit, data });
  await audit(walk, []);
  return walk;
}

async function act(walk: Walk, action: Action, name: string): Promise<void> {
  const { state } = walk;
  const visit = state?.visits.findLast((one) => one.step === action.step && one.status === 'open');
  if (state === null || visit === undefined) {
    walk.faults.push(`${name}: the case does not rest at ${action.step}`);
    return;
  }
  walk.at = action.at === undefined ? later(walk.at) : asInstant(action.at);
  if (action.do === 'wait') {
    walk.at = action.at === undefined ? (visit.until ?? walk.at) : walk.at;
    await command(walk, { type: 'fire', seq: visit.seq, at: walk.at, actor: 'system' });
  } else {
    await workOn(walk, state, visit, action, name);
  }
  await audit(walk, [visit.seq]);
}

async function workOn(
  walk: Walk,
  state: CaseState,
  visit: Visit,
  action: Action,
  name: string,
): Promise<void> {
  const actor = action.by ?? visit.holder ?? someoneFor(walk.flow, state, visit);
  if (actor === undefined) {
    walk.faults.push(`${name}: nobody can do ${action.step}`);
    return;
  }
  const { seq } = visit;
  const by = { at: walk.at, actor, seq };
  if (visit.holder === undefined) await command(walk, { ...by, type: 'claim' });
  if (walk.refused !== undefined) return;
  await command(walk, commandOf(action, by));
}

function commandOf(action: Action, by: { at: Instant; actor: string; seq: number }): Command {
  const { reason = '', evidence = '', route, data = {} } = action;
  if (action.do === 'pause') return { ...by, type: 'pause', reason, evidence };
  if (action.do === 'resume') return { ...by, type: 'resume' };
  return { ...by, type: 'complete', data, ...(route === undefined ? {} : { route }) };
}

/** The first person who holds the post, serves the unit and has done nothing incompatible. */
function someoneFor(flow: CompiledFlow, state: CaseState, visit: Visit): string | undefined {
  const { org } = flow;
  const assign = taskOf(flow.flow.steps[visit.step])?.assign;
  if (org === undefined || assign === undefined) return undefined;
  return org.people.find(
    (person) =>
      person.posts.includes(assign.post) &&
      serves(org, person, assign.unit, state.unit) &&
      conflictingVisit(org, state, person.id, assign.post) === undefined,
  )?.id;
}

async function command(walk: Walk, one: Command): Promise<void> {
  const ran = await runCommand(walk.flow, walk.state, one);
  if (ran.kind === 'refused') {
    walk.refused = ran.problems;
    // A pre-audit that refuses has found something too.
    for (const { details } of ran.problems) {
      if (typeof details.rule === 'string') walk.found.add(details.rule);
    }
    return;
  }
  walk.state = ran.state;
  note(walk, ran.hits);
}

/** Asks the rules `during` about these visits and the open ones, and `after` when the case has ended. */
async function audit(walk: Walk, visits: readonly number[]): Promise<void> {
  const { flow, state, at } = walk;
  if (state === null || walk.refused !== undefined) return;
  const open = state.visits.filter((visit) => visit.status === 'open').map((visit) => visit.seq);
  for (const seq of new Set([...visits, ...open]))
    note(walk, await auditVisit(flow, state, seq, at));
  if (state.status === 'ended') note(walk, await auditCase(flow, state, at));
}

function note(walk: Walk, hits: readonly RuleHit[]): void {
  for (const { rule, answer } of hits) if (answer.truth === true) walk.found.add(rule);
}

function differences(walk: Walk, then: FlowExample['then']): string[] {
  const codes = (walk.refused ?? []).map(({ code }) => code);
  if (walk.refused !== undefined && !codes.some((code) => code === then.problem)) {
    return [`refused: ${refusalWords(walk.refused)}`];
  }
  if (walk.refused === undefined && then.problem !== undefined) {
    return [`not refused, expected ${then.problem}`];
  }
  const { state } = walk;
  if (state === null) return [];
  const visited = state.visits.map((visit) => visit.step);
  const at = restingAt(walk.flow, state);
  const outcome = state.status === 'ended' ? state.outcome : 'none';
  const strayed = (then.not_visited ?? []).filter((step) => visited.includes(step));
  return [
    ...differs('at', at.toSorted(), then.at?.toSorted()),
    ...differs('outcome', outcome, then.outcome),
    ...differs('visited', visited, then.visited),
    ...strayed.map((step) => `visited ${step}, expected not to`),
    ...differs('findings', [...walk.found].toSorted(), then.findings?.toSorted()),
    ...dueDifferences(state, then.due ?? {}),
  ];
}

/** Where something is still to be done: open steps, blocks left aside for the steps inside them. */
function restingAt(flow: CompiledFlow, state: CaseState): string[] {
  return state.visits
    .filter(({ status }) => status === 'open')
    .map(({ step }) => step)
    .filter((id) => {
      const step = flow.flow.steps[id];
      return step === undefined || kindOf(step).arrival !== 'contain';
    });
}

/** The due day of a limit is the last day on which it is kept, in the zone of its calendar. */
function dueDifferences(
  state: CaseState,
  expected: NonNullable<FlowExample['then']['due']>,
): string[] {
  return Object.entries(expected).flatMap(([step, limits]) => {
    const visit = state.visits.findLast((one) => one.step === step);
    return Object.entries(limits).flatMap(([id, day]) => {
      const limit = visit?.limits.find((one) => one.id === id);
      if (limit === undefined) return [`no limit ${id} at ${step}`];
      const due =
        limit.dueAt === null
          ? 'none'
          : localDay(limit, instantText((instantMs(limit.dueAt) ?? 0) - 1));
      return differs(`${step} ${id} due`, due, day);
    });
  });
}

function differs(
  what: string,
  found: string | readonly string[],
  expected: string | readonly string[] | undefined,
): string[] {
  if (expected === undefined || words(found) === words(expected)) return [];
  return [`${what} ${words(found)}, expected ${words(expected)}`];
}

function words(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : `[${value.join(' ')}]`;
}

function refusalWords(problems: readonly Problem[]): string {
  return problems.map((one) => `${one.code} (${wordsOf(one).en})`).join('; ');
}

function later(at: Instant): Instant {
  return instantText((instantMs(at) ?? 0) + HOUR);
}

function asInstant(text: string): Instant {
  return instantText(instantMs(text) ?? 0);
}
