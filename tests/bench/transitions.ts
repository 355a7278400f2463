/**
 * What a transition costs beside bare XState: the same walk of one case through the same machine, ours
 * with its events, fold, limits on working calendars, forms and duties; the peer with `resolveState`
 * and the pure `transition()` alone. Both are synchronous: the rule engine's answers are given.
 */
import { take } from '@flowmeter/engine/flow/machine.ts';
import { compileFlow } from '@flowmeter/engine/flow/compile.ts';
import { find, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { transition } from '@flowmeter/engine/flow/transition.ts';
import { transition as xstateTransition } from 'xstate';
import { rate, rounded, type Figure } from './figures.ts';
import { walk } from './walk.ts';

export async function measureTransitions(pack: Pack): Promise<Figure[]> {
  const flow = find(pack, 'flow', 'hv_new');
  if (flow === undefined) throw new Error('the pack has no flow hv_new');
  const compiled = compileFlow(flow, pack);
  const all = await walk(compiled, 'east', '2026-06-01T01:00:00.000Z');
  const steps = all.filter(({ command }) => command.type === 'complete');
  const ours = await rate(() => {
    for (const { state, command, answers } of steps) {
      transition(compiled, state, command, answers);
    }
  });
  const machine = compiled.machine.xstate;
  const moves = steps.flatMap(({ state, command }) => {
    if (state === null || command.type !== 'complete') return [];
    const step = state.visits[command.seq - 1]?.step ?? '';
    const type = `${step}.${command.route ?? ''}`;
    if (take(compiled.machine, state.value, step, command.route ?? '') === undefined) return [];
    return [{ value: state.value, type }];
  });
  if (moves.length !== steps.length) throw new Error('the peer does not walk the same way');
  const bare = await rate(() => {
    for (const { value, type } of moves) {
      xstateTransition(machine, machine.resolveState({ value, context: {} }), { type });
    }
  });
  const perSecond = (rounds: number): string =>
    Math.round(rounds * steps.length).toLocaleString('en');
  return [
    {
      name: 'transition_cost_vs_xstate',
      value: rounded(bare / ours),
      unit: 'x the cost',
      peer: 'xstate 5: resolveState + transition()',
      detail: `${perSecond(ours)} completed tasks/s beside ${perSecond(bare)} bare moves/s`,
    },
  ];
}
