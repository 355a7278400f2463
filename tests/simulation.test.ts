/** Every shipped flow can be tried out to its end, and what was tried is an example of it. */
import { describe, expect, test } from 'vitest';
import { FlowExample } from '@flowmeter/engine/definition/examples.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import { runExamples } from '@flowmeter/engine/examples/registry.ts';
import { exampleOf, withExample } from '@flowmeter/engine/simulation/example.ts';
import { prepare } from '@flowmeter/engine/simulation/prepare.ts';
import { runToEnd, sampleGiven } from '@flowmeter/engine/simulation/run-to-end.ts';
import { start, type Session } from '@flowmeter/engine/simulation/session.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { loadPack } from '@flowmeter/server/pack-files.ts';

const { pack } = await loadPack(new URL('../definitions/power-supply/', import.meta.url).pathname);
const flows = all(pack, 'flow').map((flow) => [flow.id, flow] as const);
const at = '2026-03-02T01:00:00.000Z';

async function begun(definition: FlowDefinition, seed: number): Promise<Session> {
  const flow = prepare(definition, pack);
  if (!flow.ok) throw new Error(JSON.stringify(flow.problems));
  const session = await start(flow.value, sampleGiven(flow.value, at, seed));
  if (!session.ok) throw new Error(JSON.stringify(session.problems));
  return session.value;
}

describe.each(flows)('flow %s', (_id, definition) => {
  test.each([1, 2, 3, 4, 5])('runs to an end by its first ways, seed %i', async (seed) => {
    const { came, problems } = await runToEnd(await begun(definition, seed), {
      seed,
      choose: 'first',
    });
    expect([came, problems]).toEqual(['ended', []]);
  });

  test.each([1, 2, 3])('runs to an end by chance, and is an example, seed %i', async (seed) => {
    const { session, came } = await runToEnd(await begun(definition, seed), {
      seed,
      choose: 'chance',
    });
    expect(came).toBe('ended');
    const row = FlowExample.parse(exampleOf(session, { zh: '试运行', en: 'A run' }));
    const [result] = await runExamples(withExample(undefined, row, definition), pack);
    expect(result?.differences).toEqual([]);
  });
});
