import { expect, it } from 'vitest';
import { FlowDefinition } from '../definition/flow.ts';
import { wordsOf } from '../problem.ts';
import { flowWith, pack } from './corpus.fixture.ts';
import { sound } from './sound-flows.fixture.ts';
import { checkFlow } from './soundness.ts';
import { unsoundBlocks } from './unsound-blocks.fixture.ts';
import { unsoundDecisions } from './unsound-decisions.fixture.ts';
import { unsoundLaw } from './unsound-law.fixture.ts';
import { unsoundWays } from './unsound-ways.fixture.ts';

const unsound = [...unsoundWays, ...unsoundBlocks, ...unsoundLaw, ...unsoundDecisions];

/** What forbids the flow, as the schema reads it. */
function errorsOf(flow: FlowDefinition) {
  const read = FlowDefinition.parse(flow);
  return checkFlow(read, { definitions: [...pack, read] }).filter(({ level }) => level === 'error');
}

it.each(sound)('accepts %s', (_title, steps, more) => {
  expect(errorsOf(flowWith(steps, more))).toEqual([]);
});

it.each(unsound)('refuses %s', (_title, steps, codes, trace, more) => {
  const found = errorsOf(flowWith(steps, more));
  expect(found.map(({ code }) => code)).toEqual(codes);
  expect(found[0]?.details['steps']).toBe(trace);
  expect(found.map((one) => wordsOf(one).en + wordsOf(one).zh).join(' ')).not.toMatch(/[{}]/);
});

it('has enough of both', () => {
  expect(sound.length + unsound.length).toBeGreaterThanOrEqual(60);
});
