import { describe, expect, it } from 'vitest';
import type { FlowExample } from '../definition/examples.ts';
import { compileFlow } from '../flow/compile.ts';
import { flow as definition, monday, pack } from '../simulation/pack.fixture.ts';
import { now } from '../simulation/session.ts';
import { coverageOf } from './coverage.ts';
import { runFlowExample } from './flow.ts';

const flow = compileFlow(definition, pack);
const given = { unit: 'east', by: 'ann', at: monday, data: { who: 'Ada' } };
const checked = (amount: number): FlowExample => ({
  title: 'checked',
  given,
  when: [{ do: 'complete', step: 'check', route: 'on', data: { amount } }],
  then: {},
});

async function endOf(example: FlowExample) {
  const { session } = await runFlowExample(flow, example);
  return session === undefined ? [] : [now(session).state];
}

describe('ways that examples go', () => {
  it('none, where there are no examples', () => {
    const { steps, ways } = coverageOf(definition, []);
    expect(steps.covered).toEqual([]);
    expect(ways.covered).toEqual([]);
    expect(ways.uncovered).toContainEqual({ branch: 'two', start: 'cool' });
  });

  it('those that were taken, over all examples', async () => {
    const small = await endOf(checked(1));
    expect(coverageOf(definition, small).ways.uncovered).toEqual([
      { step: 'check', route: 'back' },
      { step: 'size', route: 'large' },
      { step: 'both', route: 'joined' },
      { branch: 'one', start: 'approve' },
      { branch: 'two', start: 'cool' },
      { step: 'approve', route: 'yes' },
      { step: 'cool', route: 'up' },
    ]);
    const both = coverageOf(definition, [...small, ...(await endOf(checked(60)))]);
    expect(both.steps.uncovered).toEqual(['approved', 'cooled']);
    expect(both.ways.covered).toContainEqual({ branch: 'one', start: 'approve' });
  });

  it('what an example does that stops on its way counts so far', async () => {
    const stopped = checked(60);
    stopped.when.push({ do: 'complete', step: 'nowhere' }, { do: 'complete', step: 'approve' });
    const { differences, session } = await runFlowExample(flow, stopped);
    expect(differences).toHaveLength(1);
    expect(session?.points).toHaveLength(2);
  });
});
