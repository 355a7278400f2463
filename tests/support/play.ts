/** Cases played by people who choose at random, the same way for the same seed. */
import { isPaused } from '@flowmeter/engine/case/clock.ts';
import type { Command } from '@flowmeter/engine/case/commands.ts';
import { conflictingVisit, serves } from '@flowmeter/engine/case/duties.ts';
import type { Entry } from '@flowmeter/engine/case/events.ts';
import type { CaseState, Visit } from '@flowmeter/engine/case/state.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { runCommand } from '@flowmeter/engine/flow/run.ts';
import { startStepOf, taskOf } from '@flowmeter/engine/flow/structure.ts';
import { dataFor } from '../bench/walk.ts';

export interface Game {
  seed: number;
  caseId: string;
  unit: string;
  /** An ISO instant; every move is up to two days after the one before. */
  begin: string;
  /** The most commands that are asked. */
  moves: number;
}

export interface Played {
  entries: Entry[];
  state: CaseState;
  /** Commands that the engine refused. */
  refused: number;
}

const TWO_DAYS = 2 * 24 * 3_600_000;

/** Plays a case until it ends or the moves are used up. */
export async function play(flow: CompiledFlow, game: Game): Promise<Played> {
  const random = randomFrom(game.seed);
  let time = Date.parse(game.begin);
  const opening = { type: 'open', caseId: game.caseId, unit: game.unit } as const;
  const data = dataFor(startStepOf(flow.flow)?.form ?? [], flow);
  const opened = await runCommand(flow, null, { ...opening, data, actor: 'opener', at: at(time) });
  if (opened.kind === 'refused') throw new Error(JSON.stringify(opened.problems));
  const played: Played = { entries: [opened.entry], state: opened.state, refused: 0 };
  for (let move = 0; move < game.moves && played.state.status === 'open'; move++) {
    time += Math.floor(random() * TWO_DAYS);
    const visits = played.state.visits.filter((visit) => visit.status === 'open');
    const visit = pick(random, visits);
    if (visit?.until) time = Math.max(time, Date.parse(visit.until));
    const command = visit && moveFor(flow, played.state, visit, random);
    if (command === undefined) continue;
    const ran = await runCommand(flow, played.state, { ...command, at: at(time) } as Command);
    if (ran.kind === 'refused') played.refused += 1;
    else {
      played.entries.push(ran.entry);
      played.state = ran.state;
    }
  }
  return played;
}

type Move = { type: string; seq: number; actor: string };

function moveFor(
  flow: CompiledFlow,
  state: CaseState,
  visit: Visit,
  random: () => number,
): Move | undefined {
  const { seq, holder } = visit;
  const task = taskOf(flow.flow.steps[visit.step]);
  if (task === undefined) return { type: 'fire', seq, actor: 'system' };
  if (holder === undefined) {
    const actor = pick(random, ableTo(flow, state, visit));
    return actor === undefined ? undefined : { type: 'claim', seq, actor };
  }
  const by = { seq, actor: holder };
  const chance = random();
  const words = { reason: '资料待补', evidence: 'photo-1' };
  if (isPaused(visit)) return { type: 'resume', ...by };
  if (chance < 0.1) return { type: 'release', ...by };
  if (chance < 0.25) return { type: 'pause', ...by, ...words };
  const route = pick(random, task.routes)?.id ?? '';
  const done = { type: 'complete', ...by, route, data: dataFor(task.form, flow), comment: '已核' };
  return done;
}

/** People of the task's post who serve the case's unit and have no duty that stands against it. */
function ableTo(flow: CompiledFlow, state: CaseState, visit: Visit): string[] {
  const { org } = flow;
  const assign = taskOf(flow.flow.steps[visit.step])?.assign;
  if (org === undefined || assign === undefined) return [];
  return org.people
    .filter((one) => one.posts.includes(assign.post) && serves(org, one, assign.unit, state.unit))
    .filter((one) => conflictingVisit(org, state, one.id, assign.post) === undefined)
    .map((one) => one.id);
}

function pick<T>(random: () => number, all: readonly T[]): T | undefined {
  return all[Math.floor(random() * all.length)];
}

function at(time: number): string {
  return new Date(time).toISOString();
}

/** Numbers from 0 up to 1: a linear congruential generator (Knuth, MMIX) on its upper 32 bits. */
export function randomFrom(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 32n) / 2 ** 32;
  };
}
