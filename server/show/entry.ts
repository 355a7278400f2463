/** What happened in a case, one sentence for each event, in both languages. */
import type { z } from 'zod';
import type { CaseEvent, Entry } from '@flowmeter/engine/case/events.ts';
import type { CaseState, DueLimit } from '@flowmeter/engine/case/state.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { Arrival } from '@flowmeter/engine/steps/kind.ts';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf } from '../names.ts';
import { autoSentences } from './auto-sentences.ts';
import { childSentences } from './child-sentences.ts';
import { blockSentences } from './block-sentences.ts';
import { limitSentences } from './limit-sentences.ts';
import { messageSentences } from './message-sentences.ts';
import { actor as actorOf, peopleSentences } from './people-sentences.ts';
import type { EntryView } from '../views/cases.ts';

/** What a sentence is said from. */
export interface About {
  inForce: InForce;
  actor: Localized;
  /** Name of a step by its id. */
  step: (id: string) => Localized;
  fact: (id: string) => Localized;
  /** What happens on arrival at a step, see engine/steps/kind.ts. */
  arrival: (id: string) => Arrival;
  /** Name of the step that a visit stood at. */
  visit: (seq: number) => Localized;
  outcome: (id: string) => Localized;
  /** A limit of a visit, or of the case. */
  limit: (seq: number | undefined, id: string) => DueLimit | undefined;
  /** The step at which a visit stood. */
  place: (seq: number) => string;
  route: (seq: number, id: string | null) => Localized | undefined;
}

export type Sentences = {
  [T in CaseEvent['type']]: (
    event: Extract<CaseEvent, { type: T }>,
    about: About,
  ) => Localized | undefined;
};

export function entryView(
  inForce: InForce,
  entry: Entry,
  state: CaseState,
  flow: CompiledFlow | undefined,
): z.infer<typeof EntryView> {
  const about = aboutOf(inForce, entry, state, flow);
  return {
    version: entry.version,
    at: entry.at,
    actor: namesOf(inForce).person(entry.actor),
    command: entry.command,
    sentences: entry.events.flatMap((event) => sentenceOf(event, about) ?? []),
    events: entry.events,
  };
}

function sentenceOf(event: CaseEvent, about: About): Localized | undefined {
  const sentence = sentences[event.type] as (one: CaseEvent, by: About) => Localized | undefined;
  return sentence(event, about);
}

function aboutOf(
  inForce: InForce,
  entry: Entry,
  state: CaseState,
  flow: CompiledFlow | undefined,
): About {
  const step = (id: string) => named(id, flow?.flow.steps[id]?.name).name;
  const stepAt = (seq: number) => state.visits[seq - 1]?.step ?? '';
  return {
    inForce,
    actor: namesOf(inForce).person(entry.actor).name,
    step,
    fact: (id) => flow?.known[id]?.name ?? { zh: id, en: id },
    arrival: (id) => {
      const found = flow?.flow.steps[id];
      return found === undefined ? 'task' : kindOf(found).arrival;
    },
    place: stepAt,
    visit: (seq) => step(stepAt(seq)),
    limit: (seq, id) => {
      const limits = seq === undefined ? state.limits : state.visits[seq - 1]?.limits;
      return limits?.find((one) => one.id === id);
    },
    outcome: (id) => named(id, flow?.flow.outcomes.find((one) => one.id === id)?.name).name,
    route: (seq, id) => {
      const routes = flow?.flow.steps[stepAt(seq)]?.routes ?? [];
      const taken = routes.length > 1 ? routes.find((one) => one.id === id) : undefined;
      return taken && (taken.name ?? step(taken.to));
    },
  };
}

function say(zh: string, en: string): Localized {
  return { zh, en };
}

const results = {
  pass: say('办结', 'completed'),
  return: say('退回', 'returned'),
  reject: say('否决', 'rejected'),
};

type Completed = Extract<CaseEvent, { type: 'step.completed' }>;

/** What it means that a visit is over depends on what happens at its step. */
const completions: Record<Arrival, (event: Completed, about: About) => Localized | undefined> = {
  task: (event, about) => {
    const { handler, on_behalf_of: behalf, comment = '' } = event;
    const by =
      handler === undefined
        ? about
        : { ...about, actor: namesOf(about.inForce).person(handler).name };
    const who = actorOf(by, behalf);
    const [name, result] = [about.visit(event.seq), results[event.result]];
    const way = about.route(event.seq, event.route) ?? say('', '');
    return say(
      `${who.zh}${result.zh}“${name.zh}”${way.zh && `：${way.zh}`}${comment && `（${comment}）`}`,
      `${who.en} ${result.en} “${name.en}”${way.en && `: ${way.en}`}${comment && ` (${comment})`}`,
    );
  },
  decide: (event, { visit, route }) => {
    const [name, way] = [visit(event.seq), route(event.seq, event.route)];
    return way && say(`判断“${name.zh}”：${way.zh}`, `Decided “${name.en}”: ${way.en}`);
  },
  timer: ({ seq }, { visit }) =>
    say(`“${visit(seq).zh}”时间已到`, `The time of “${visit(seq).en}” came`),
  contain: ({ seq }, { visit }) =>
    say(`“${visit(seq).zh}”已汇合`, `The branches of “${visit(seq).en}” have come together`),
  act: () => undefined,
  call: () => undefined,
  pass: () => undefined,
  end: () => undefined,
};

/** Arrivals that say nothing by themselves: what follows tells. */
const silent = new Set<Arrival>(['pass', 'decide', 'act', 'end']);

/** Events that are bookkeeping have no sentence. */
const sentences: Sentences = {
  ...autoSentences,
  ...blockSentences,
  ...limitSentences,
  ...messageSentences,
  ...childSentences,
  ...peopleSentences,
  'case.opened': (_event, { actor }) => say(`${actor.zh}开启案件`, `${actor.en} opened the case`),
  'step.arrived': ({ step }, about) => {
    const name = about.step(step);
    if (silent.has(about.arrival(step))) return undefined;
    return say(`到达“${name.zh}”`, `Arrived at “${name.en}”`);
  },
  'task.claimed': ({ seq, on_behalf_of: behalf }, about) => {
    const [who, name] = [actorOf(about, behalf), about.visit(seq)];
    return say(`${who.zh}签收“${name.zh}”`, `${who.en} claimed “${name.en}”`);
  },
  'task.released': ({ seq, on_behalf_of: behalf }, about) => {
    const [who, name] = [actorOf(about, behalf), about.visit(seq)];
    return say(`${who.zh}退签“${name.zh}”`, `${who.en} released “${name.en}”`);
  },
  'task.paused': ({ seq, reason, evidence }, { visit }) =>
    say(
      `挂起“${visit(seq).zh}”：${reason}（证据：${evidence}）`,
      `Paused “${visit(seq).en}”: ${reason} (evidence: ${evidence})`,
    ),
  'task.resumed': ({ seq }, { visit }) =>
    say(`恢复“${visit(seq).zh}”`, `Resumed “${visit(seq).en}”`),
  'limits.set': () => undefined,
  'wait.set': () => undefined,
  'step.completed': (event, about) =>
    completions[about.arrival(about.place(event.seq))](event, about),
  'case.moved': () => undefined,
  'case.migrated': ({ reason }, { actor }) =>
    say(
      `${actor.zh}将案件迁移到流程的另一版本：${reason}`,
      `${actor.en} moved the case to another version of the flow: ${reason}`,
    ),
  'case.ended': ({ outcome }, about) => {
    const name = about.outcome(outcome);
    return say(`案件结束：${name.zh}`, `The case ended: ${name.en}`);
  },
  'activity.recorded': ({ step, handler }, about) => {
    const name = about.step(step);
    if (handler === undefined) return name;
    const who = namesOf(about.inForce).person(handler).name;
    return say(`${name.zh}（${who.zh}）`, `${name.en} (${who.en})`);
  },
};
