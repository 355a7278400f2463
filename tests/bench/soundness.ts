/**
 * How long the gate thinks about a flow of 500 steps with ten parallel blocks, nested work, returns into
 * blocks and legal steps; beside it, the same without what later versions of the gate look at.
 */
import { largeFlow } from '@flowmeter/engine/flow/large-flow.fixture.ts';
import { analyseProgress } from '@flowmeter/engine/flow/progress.ts';
import { checkShape } from '@flowmeter/engine/flow/soundness.ts';
import { rate, rounded, type Figure } from './figures.ts';

export async function measureSoundness(): Promise<Figure[]> {
  const flow = largeFlow();
  const steps = Object.keys(flow.steps).length;
  const found = checkShape(flow);
  if (found.length > 0) throw new Error(`the flow is not sound: ${found[0]?.code}`);
  const whole = 1 / (await rate(() => checkShape(flow)));
  const once = 1 / (await rate(() => analyseProgress(flow)));
  return [
    {
      name: 'soundness_500_steps_seconds',
      value: rounded(whole),
      unit: 's',
      peer: 'one second, in which a designer is answered',
      detail: `${steps} steps; reachability and progress alone ${rounded(once)} s`,
    },
  ];
}
