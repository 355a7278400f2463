/**
 * What changed limits of a flow would have meant for past cases, of the units that the person sees. The
 * newest cases are looked at, as many as time allows; nothing is stored.
 */
import { setImmediate } from 'node:timers/promises';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import {
  changedLimits,
  limitEffects,
  needsHistory,
  type ChangedLimit,
  type LimitEffect,
} from '@flowmeter/engine/simulation/limit-effects.ts';
import type { Standing } from '@flowmeter/engine/simulation/limit-standing.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { CaseListRow, Page } from '../store/case-list.ts';
import { triedFlow, type Tried } from './simulate.ts';

export interface LimitCounts {
  changed: ChangedLimit;
  then: Record<Standing, number>;
  now: Record<Standing, number>;
  newlyOverdue: number;
  noLongerOverdue: number;
}

export interface MeasuredLimits {
  flow: CompiledFlow;
  limits: LimitCounts[];
  cases: number;
  downTo: string | null;
  more: boolean;
}

/** Which of the stays counted: those that a figure is made of. */
export interface LimitCasesAsked {
  flow: Tried;
  /** Absent: the case’s own. */
  step?: string | undefined;
  limit: string;
  then?: Standing | undefined;
  now?: Standing | undefined;
  /** Only where overdue has become of something else, or something else of overdue. */
  flip?: 'newly_overdue' | 'no_longer_overdue' | undefined;
  /** The last case that was counted. */
  down_to: string;
  cursor?: string | undefined;
}

export interface LimitCase {
  row: CaseListRow;
  effect: LimitEffect;
}

/** Cases that are looked at, at most. */
const MOST = 5000;
const PAGE = 200;
const LONGEST_MS = 4000;
/** Cases of one page of rows. */
const ROWS = 50;

export async function measureLimits(
  deps: Deps,
  actor: Actor,
  tried: Tried,
): Promise<Result<MeasuredLimits>> {
  const found = await changedIn(deps, actor, tried);
  if (!found.ok) return found;
  const { flow, changed } = found.value;
  const limits = changed.map(countsOf);
  const measured: MeasuredLimits = { flow, limits, cases: 0, downTo: null, more: false };
  if (changed.length === 0) return ok(measured);
  const until = performance.now() + LONGEST_MS;
  for await (const { row, effects } of effectsOn(deps, actor, flow, changed, undefined)) {
    if (measured.cases === MOST || performance.now() > until)
      return ok({ ...measured, more: true });
    for (const effect of effects) count(limits, effect);
    measured.cases += 1;
    measured.downTo = row.id;
  }
  return ok(measured);
}

/** The stays behind a figure, the newest case first. */
export async function limitCases(
  deps: Deps,
  actor: Actor,
  asked: LimitCasesAsked,
): Promise<Result<Page<LimitCase>>> {
  const found = await changedIn(deps, actor, asked.flow);
  if (!found.ok) return found;
  const { flow, changed } = found.value;
  const one = changed.filter(({ step, id }) => step === asked.step && id === asked.limit);
  const rows: LimitCase[] = [];
  for await (const { row, effects } of effectsOn(deps, actor, flow, one, asked.cursor)) {
    if (row.id < asked.down_to) break;
    const fitting = effects.filter((effect) => fits(effect, asked));
    rows.push(...fitting.map((effect) => ({ row, effect })));
    if (rows.length >= ROWS) return ok({ rows, next: row.id });
  }
  return ok({ rows, next: null });
}

/** Against the version in force; of a flow that is not in force yet nothing is changed. */
async function changedIn(
  deps: Deps,
  actor: Actor,
  tried: Tried,
): Promise<Result<{ flow: CompiledFlow; changed: ChangedLimit[] }>> {
  const found = await triedFlow(deps, actor, tried);
  if (!found.ok) return found;
  const flow = found.value;
  const current = deps.inForce.flow(flow.flow.id)?.flow;
  const changed = current === undefined ? [] : changedLimits(current, flow.flow);
  return ok({ flow, changed });
}

async function* effectsOn(
  deps: Deps,
  actor: Actor,
  flow: CompiledFlow,
  changed: readonly ChangedLimit[],
  cursor: string | undefined,
): AsyncGenerator<{ row: CaseListRow; effects: LimitEffect[] }> {
  const { cases } = deps.store;
  const asked = { flow: flow.flow.id, units: [...actor.sees], limit: PAGE };
  let next: string | null | undefined = cursor;
  do {
    const page: Page<CaseListRow> = await cases.list({ ...asked, cursor: next });
    for (const row of page.rows) {
      const state = row.log === null ? await cases.state(row.id) : undefined;
      if (state === undefined) continue;
      yield { row, effects: await effectsIn(deps, flow, changed, state) };
    }
    await setImmediate();
    ({ next } = page);
  } while (next !== null);
}

async function effectsIn(
  deps: Deps,
  flow: CompiledFlow,
  changed: readonly ChangedLimit[],
  state: CaseState,
): Promise<LimitEffect[]> {
  const isNeeded = needsHistory(changed);
  const entries = isNeeded ? await deps.store.cases.entries(state.id) : undefined;
  return limitEffects(flow, changed, { state, entries, at: instantOf(deps.clock) });
}

function countsOf(changed: ChangedLimit): LimitCounts {
  return { changed, then: nothing(), now: nothing(), newlyOverdue: 0, noLongerOverdue: 0 };
}

function nothing(): Record<Standing, number> {
  return { none: 0, kept: 0, warned: 0, overdue: 0, unknown: 0 };
}

function count(limits: readonly LimitCounts[], effect: LimitEffect): void {
  const own = limits.find(
    ({ changed }) => changed.step === effect.step && changed.id === effect.limit,
  );
  if (own === undefined) return;
  own.then[effect.then.standing] += 1;
  own.now[effect.now.standing] += 1;
  if (flipOf(effect) === 'newly_overdue') own.newlyOverdue += 1;
  if (flipOf(effect) === 'no_longer_overdue') own.noLongerOverdue += 1;
}

function flipOf({ then, now }: LimitEffect): LimitCasesAsked['flip'] {
  const [was, is] = [then.standing === 'overdue', now.standing === 'overdue'];
  if (was === is) return undefined;
  return is ? 'newly_overdue' : 'no_longer_overdue';
}

function fits(effect: LimitEffect, { then, now, flip }: LimitCasesAsked): boolean {
  return (
    (then === undefined || effect.then.standing === then) &&
    (now === undefined || effect.now.standing === now) &&
    (flip === undefined || flipOf(effect) === flip)
  );
}
