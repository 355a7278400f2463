import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlowExample, type ExamplesDefinition } from '../definition/examples.ts';
import { runExamples, checkExamples } from '../examples/registry.ts';
import { compileFlow } from '../flow/compile.ts';
import type { Result } from '../problem.ts';
import { exampleOf, expectAll, withExample } from './example.ts';
import { flow as definition, monday, pack } from './pack.fixture.ts';
import { prepare } from './prepare.ts';
import { runToEnd, sampleGiven } from './run-to-end.ts';
import { act, start, type Session } from './session.ts';

const flow = compileFlow(definition, pack);
const title = { zh: '试运行', en: 'A run' };

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

const begun = async (seed: number) => must(await start(flow, sampleGiven(flow, monday, seed)));

function codes(result: Result<unknown>): string[] {
  return result.ok ? [] : result.problems.map(({ code }) => code);
}

async function resultOf(session: Session): Promise<unknown> {
  const row = FlowExample.parse(JSON.parse(JSON.stringify(exampleOf(session, title))));
  const examples = withExample(undefined, row, definition);
  expect(checkExamples(examples, pack)).toEqual([]);
  return runExamples(examples, pack);
}

describe('a run saved as an example', () => {
  it('holds, wherever the run has stopped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(9999), fc.nat(8), async (seed, most) => {
        const { session } = await runToEnd(await begun(seed), { seed, choose: 'chance', most });
        expect(await resultOf(session)).toMatchObject([
          { title: '试运行 / A run', differences: [] },
        ]);
      }),
      { numRuns: 40 },
    );
  });

  it('says what was asked of it', async () => {
    const paused = await act(await begun(1), {
      do: 'pause',
      step: 'check',
      reason: 'r',
      evidence: 'e',
    });
    const nothing = { outcome: false, steps: false, findings: false, due: false };
    expect(exampleOf(must(paused), title, nothing).then).toEqual({});
    expect(exampleOf(must(paused), title, { ...nothing, outcome: true }).then).toEqual({
      at: ['check'],
    });
    expect(exampleOf(await begun(1), title, expectAll).then).toEqual({
      at: ['check'],
      visited: ['start', 'check'],
      findings: [],
      due: { check: { inner: '2026-03-04' } },
    });
  });

  it('stands behind those that there are', async () => {
    const row = exampleOf(await begun(1), title);
    const first: ExamplesDefinition = withExample(undefined, row, definition);
    expect(first).toMatchObject({ id: 'loan', of: { kind: 'flow', id: 'loan' }, rows: [row] });
    expect(withExample({ ...first, id: 'other' }, row, definition)).toEqual({
      ...first,
      id: 'other',
      rows: [row, row],
    });
  });
});

describe('a flow as it is being written', () => {
  const { end: _end, ...open } = definition.steps;
  it.each<[string, unknown, string[]]>([
    ['sound', definition, []],
    ['with a step nobody comes to', withStep('island', definition.steps['check']), []],
    [
      'with a step without a way on',
      withStep('check', { ...definition.steps['check'], routes: [] }),
      [],
    ],
    ['with a route to nowhere', { ...definition, steps: open }, ['route_to_nowhere']],
    ['without a start', { ...definition, steps: {} }, ['no_start']],
    ['of another form', { ...definition, limits: 1 }, ['schema']],
    ['of another kind', pack.definitions[0], ['unknown_kind']],
    ['no definition at all', null, ['unknown_kind']],
  ])('%s', (_title, content, expected) => {
    expect([...new Set(codes(prepare(content, pack)))]).toEqual(expected);
  });
});

function withStep(id: string, step: unknown) {
  return { ...definition, steps: { ...definition.steps, [id]: step } };
}
