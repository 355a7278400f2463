/** Flows of automatic steps, waits and calls for tests, and a case walked through them by commands. */
import type { Command } from '../case/commands.ts';
import type { CaseEvent, Entry } from '../case/events.ts';
import { fold } from '../case/fold.ts';
import type { CaseState } from '../case/state.ts';
import type { Fact, FactsDefinition, FactValues } from '../definition/facts.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { FlowDefinition as FlowSchema } from '../definition/flow.ts';
import type { Definition } from '../definition/kinds.ts';
import type { Step, StepOf } from '../steps/registry.ts';
import { compileFlow, type CompiledFlow } from './compile.ts';
import { end, flowOf, start, task, weekdays } from './flows.fixture.ts';
import type { Answers } from './outcome.ts';
import { transition } from './transition.ts';

export const said = (text: string) => ({ zh: text, en: text });

const declared: Record<string, Omit<Fact, 'name'>> = {
  n: { type: 'integer', min: 0, max: 10 },
  m: { type: 'integer' },
  note: { type: 'string', max_length: 5 },
  meter: { type: 'string' },
  day: { type: 'date' },
  due: { type: 'date' },
  moment: { type: 'datetime' },
  list: { type: 'list', item: 'string' },
  maybe: { type: 'string', nullable: true },
};

export const facts: FactsDefinition = {
  kind: 'facts',
  id: 'facts',
  name: said('facts'),
  facts: Object.fromEntries(
    Object.entries(declared).map(([id, fact]) => [id, { ...fact, name: said(id) }]),
  ),
};

export const calendar = weekdays('2026-12-31');

export const around: Definition[] = [calendar, facts];

const ways = (to: string[]) =>
  to.map((one, index) => ({ id: `r${index}`, to: one, name: said(one) }));

export function auto(does: StepOf<'auto'>['does'], ...to: string[]): StepOf<'auto'> {
  return { kind: 'auto', name: said('auto'), does, routes: ways(to) };
}

type Waits = Pick<StepOf<'wait'>, 'for' | 'until' | 'message'>;

export function wait(what: Waits, ...to: string[]): StepOf<'wait'> {
  return { kind: 'wait', name: said('wait'), ...what, routes: ways(to) };
}

export function call(what: Partial<StepOf<'call'>>, ...to: string[]): StepOf<'call'> {
  const called = { flow: 'sub', version: 'latest', in: {}, out: {} } as const;
  return { kind: 'call', name: said('call'), ...called, ...what, routes: ways(to) };
}

export function repeat(what: Partial<StepOf<'repeat'>>, ...to: string[]): StepOf<'repeat'> {
  const called = { flow: 'sub', version: 'latest', in: {}, item_fact: 'note' } as const;
  const how = { over: 'list', mode: 'together', join: 'all' } as const;
  return { kind: 'repeat', name: said('repeat'), ...called, ...how, ...what, routes: ways(to) };
}

/** `start -> steps … -> e`; the start's form takes the facts named. */
export function lineOf(form: string[], steps: Record<string, Step>): FlowDefinition {
  const [first = 'e'] = Object.keys(steps);
  const begin = { ...start(first), form: form.map((fact) => ({ fact })) } as Step;
  return FlowSchema.parse(flowOf({ s: begin, ...steps, e: end(), other: end() }));
}

export const rest = (to: string | string[]) => task(to);

export function compiled(flow: FlowDefinition, more: Definition[] = []): CompiledFlow {
  return compileFlow(flow, { definitions: [...around, ...more, flow] });
}

/** What a command needs besides its time; `system` acts unless said otherwise. */
export type Given = {
  type: Command['type'];
  actor?: string;
  at?: string;
  [field: string]: unknown;
};

/** A case on its way, kept as its entries alone. */
export class Walk {
  readonly flow: CompiledFlow;
  readonly entries: Entry[] = [];
  /** What the rule engine says when it is asked. */
  answers: Answers = {};
  refusal: string | undefined;

  constructor(flow: CompiledFlow) {
    this.flow = flow;
  }

  open(data: FactValues = {}, more: object = {}): this {
    return this.do({ type: 'open', actor: 'li', caseId: 'c1', unit: 'top', data, ...more });
  }

  /** Every command is asked of the fold of what was kept, as after a restart. */
  do(given: Given): this {
    const at = '2026-03-02T01:00:00.000Z';
    const command = { at, actor: 'system', ...given } as unknown as Command;
    const outcome = transition(this.flow, fold(this.entries) ?? null, command, this.answers);
    if (outcome.kind === 'ask') throw new Error(`asked ${outcome.question.key}`);
    this.refusal = outcome.kind === 'refused' ? outcome.problems[0]?.code : undefined;
    if (outcome.kind === 'done') this.entries.push(structuredClone(outcome.entry));
    return this;
  }

  get state(): CaseState {
    const state = fold(this.entries);
    if (state === undefined) throw new Error(`not opened: ${this.refusal}`);
    return state;
  }

  /** Steps at which the case rests. */
  get at(): string[] {
    return this.state.visits.filter((visit) => visit.status === 'open').map(({ step }) => step);
  }

  get last(): CaseEvent[] {
    return this.entries.at(-1)?.events ?? [];
  }

  events(type: CaseEvent['type']): CaseEvent[] {
    return this.entries.flatMap((entry) => entry.events).filter((event) => event.type === type);
  }
}
