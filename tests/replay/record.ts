/**
 * Records histories: `node tests/replay/record.ts NAME FLOW SEED…` plays a case of a flow of the
 * power-supply pack for each seed and writes `histories/NAME-SEED.json`. A recorded history is never
 * written again: it stands for cases that were run by the product of its day.
 */
import { writeFileSync } from 'node:fs';
import { fold } from '@flowmeter/engine/case/fold.ts';
import { compileFlow } from '@flowmeter/engine/flow/compile.ts';
import { find } from '@flowmeter/engine/definition/pack.ts';
import { loadPack } from '@flowmeter/server/pack-files.ts';
import { play } from '../support/play.ts';

const [name = '', flowId = '', ...seeds] = process.argv.slice(2);
const { pack } = await loadPack('definitions/power-supply');
const flow = find(pack, 'flow', flowId);
if (flow === undefined) throw new Error(`the pack has no flow ${flowId}`);
const compiled = compileFlow(flow, pack);
for (const seed of seeds) {
  const { entries, refused } = await play(compiled, {
    seed: Number(seed),
    caseId: `replay-${name}-${seed}`,
    unit: 'east',
    begin: '2026-03-02T01:00:00.000Z',
    moves: 400,
  });
  const file = new URL(`histories/${name}-${seed}.json`, import.meta.url);
  const history = { flow: { id: flow.id, hash: compiled.hash }, entries, state: fold(entries) };
  writeFileSync(file, `${JSON.stringify(history)}\n`, { flag: 'wx' });
  process.stdout.write(`${file.pathname}: ${entries.length} entries, ${refused} refused\n`);
}
