/** A case walked to its end by people who always do the first thing that passes. */
import { conflictingVisit, serves } from '@flowmeter/engine/case/duties.ts';
import { misfitOf } from '@flowmeter/engine/case/forms.ts';
import type { Command } from '@flowmeter/engine/case/commands.ts';
import type { CaseState, Visit } from '@flowmeter/engine/case/state.ts';
import type { Fact, FactValue, FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import type { Answers } from '@flowmeter/engine/flow/outcome.ts';
import { answerQuestion, runCommand } from '@flowmeter/engine/flow/run.ts';
import { taskOf } from '@flowmeter/engine/flow/structure.ts';
import { transition } from '@flowmeter/engine/flow/transition.ts';
import { wordsOf } from '@flowmeter/engine/problem.ts';
import type { Field } from '@flowmeter/engine/steps/base.ts';

/** A command with the state it met and the answers the rule engine gave to it. */
export interface Step {
  state: CaseState | null;
  command: Command;
  answers: Answers;
}

const MINUTE = 60_000;

/** Every command of one case from opening to its end, half an hour apart. */
export async function walk(flow: CompiledFlow, unit: string, begin: string): Promise<Step[]> {
  const steps: Step[] = [];
  let time = Date.parse(begin);
  let state: CaseState | null = null;
  const go = async (command: Command): Promise<void> => {
    const answers = await answersFor(flow, state, command);
    steps.push({ state, command, answers });
    const ran = await runCommand(flow, state, command);
    if (ran.kind === 'refused') throw new Error(ran.problems.map((one) => wordsOf(one).en).join());
    state = ran.state;
    time += 30 * MINUTE;
  };
  const at = () => new Date(time).toISOString();
  const start = flow.flow.steps[flow.start];
  const form = start !== undefined && 'form' in start ? start.form : [];
  await go({
    type: 'open',
    caseId: 'bench',
    unit,
    data: dataFor(form, flow),
    actor: 'bench',
    at: at(),
  });
  for (let visit = nextTask(flow, state); visit !== undefined; visit = nextTask(flow, state)) {
    const actor = someoneFor(flow, state as unknown as CaseState, visit);
    const { seq } = visit;
    await go({ type: 'claim', seq, actor, at: at() });
    const task = taskOf(flow.flow.steps[visit.step]);
    const route = task?.routes.find((one) => (one.result ?? 'pass') === 'pass') ?? task?.routes[0];
    const data = dataFor(task?.form ?? [], flow);
    await go({
      type: 'complete',
      seq,
      actor,
      at: at(),
      data,
      route: route?.id ?? '',
      comment: '-',
    });
  }
  return steps;
}

/** A plausible value for every field of a form that takes input. */
export function dataFor(form: readonly Field[], flow: CompiledFlow): FactValues {
  const taken = form.filter((field) => field.readonly !== true);
  return Object.fromEntries(
    taken.flatMap(({ fact }) => {
      const known = flow.facts[fact];
      return known === undefined ? [] : [[fact, valueOf(known)]];
    }),
  );
}

function valueOf(fact: Fact): FactValue {
  const sample = fact.samples?.find((one) => misfitOf(fact, one) === undefined);
  if (sample !== undefined) return sample;
  if (fact.options !== undefined) return fact.options[0]?.value ?? null;
  const plain: Record<string, FactValue> = {
    number: fact.min ?? 1,
    integer: fact.min ?? 1,
    boolean: true,
    date: '2026-06-01',
    datetime: '2026-06-01T00:00:00.000Z',
  };
  return plain[fact.type] ?? 'text';
}

async function answersFor(
  flow: CompiledFlow,
  state: CaseState | null,
  command: Command,
): Promise<Answers> {
  const answers: Answers = {};
  for (;;) {
    const outcome = transition(flow, state, command, answers);
    if (outcome.kind !== 'ask') return answers;
    answers[outcome.question.key] = await answerQuestion(flow, outcome.question, command.at);
  }
}

function nextTask(flow: CompiledFlow, state: CaseState | null): Visit | undefined {
  const open = state?.visits.filter((visit) => visit.status === 'open') ?? [];
  return open.find((visit) => taskOf(flow.flow.steps[visit.step]) !== undefined);
}

function someoneFor(flow: CompiledFlow, state: CaseState, visit: Visit): string {
  const { org } = flow;
  const assign = taskOf(flow.flow.steps[visit.step])?.assign;
  const person = org?.people.find(
    (one) =>
      assign !== undefined &&
      one.posts.includes(assign.post) &&
      serves(org, one, assign.unit, state.unit) &&
      conflictingVisit(org, state, one.id, assign.post) === undefined,
  );
  if (person === undefined) throw new Error(`nobody can do ${visit.step}`);
  return person.id;
}
