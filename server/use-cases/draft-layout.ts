/** Where the steps of a flow stand: a definition beside the flow, drawn and released with it. */
import type { FlowDefinition, LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { InForce } from '../in-force.ts';

/** The layout in force of a flow. */
export function layoutFor(inForce: InForce, flow: string): LayoutDefinition | undefined {
  return all(inForce.pack(), 'layout').find((one) => one.flow === flow);
}

/** Only the positions are the draft's: whose layout it is, and its id, are not for it to say. */
export function drawnLayout(
  inForce: InForce,
  flow: string,
  { positions }: Pick<LayoutDefinition, 'positions'>,
): LayoutDefinition {
  const known = layoutFor(inForce, flow);
  if (known !== undefined) return { ...known, positions };
  const { name } = inForce.active('flow', flow)?.definition ?? { name: { zh: flow, en: flow } };
  return { kind: 'layout', id: flow, name, flow, positions };
}

/** Without places of steps that the flow does not have. */
export function prunedLayout(layout: LayoutDefinition, flow: FlowDefinition): LayoutDefinition {
  const entries = Object.entries(layout.positions);
  const kept = entries.filter(([step]) => Object.hasOwn(flow.steps, step));
  return { ...layout, positions: Object.fromEntries(kept) };
}
