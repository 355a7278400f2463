import { describe, expect, it } from 'vitest';
import { isAllowed } from '@flowmeter/engine/flow/structure.ts';
import { wordsOf } from '@flowmeter/engine/problem.ts';
import type { Step } from '@flowmeter/engine/steps/registry.ts';
import type { Edit } from './commands.ts';
import { type FlowDocument, waysOf } from './document.ts';
import { bottomOf, boxOf, branchAt, centreOf } from './geometry.ts';
import { perform } from './history.ts';
import { sampleDocument } from './testing/sample.ts';
import { historyOf } from './undoing.ts';

/** Survey and a check of it follow one another; what both say differs. */
const inARow: Edit[] = [
  { do: 'insertOnRoute', args: { line: { step: 'survey', route: 'to_important' }, kind: 'task' } },
  { do: 'rename', args: { step: 'task_1', name: { zh: '核对', en: 'Check' } } },
];

const merging = (more: object = {}): Edit => ({
  do: 'mergeSteps',
  args: { steps: ['task_1', 'survey'], work: 'first', limits: 'both', ...more },
});

const set = (step: string, key: string, value: unknown): Edit => ({
  do: 'changeStep',
  args: { step, path: [key], value },
});

const limit = (id: string, value: number) => ({
  id,
  layer: 'internal',
  value,
  unit: 'wd',
  calendar: 'workdays',
  basis: { kind: 'typical', source: 'x' },
});

function saidOf(answer: ReturnType<typeof perform>): string[] {
  return answer.ok ? [] : answer.problems.map((found) => wordsOf(found).zh);
}

describe('merging two steps', () => {
  it('makes one of them, under both names, that leads where the second led', () => {
    const done = after(...inARow, merging());
    expect(done.flow.steps['task_1']).toBeUndefined();
    expect(done.flow.steps['survey']?.name).toEqual({
      zh: '现场勘查、核对',
      en: 'Site survey and Check',
    });
    expect(leads(done, 'survey')).toEqual(['important']);
    expect(leads(done, 'review')).toContain('survey');
  });

  it('asks for every fact that either asked for, and lets none be left out that had to be entered', () => {
    const done = after(
      ...inARow,
      set('survey', 'form', [
        { fact: 'a', optional: true },
        { fact: 'b' },
        { fact: 'd', readonly: true },
      ]),
      set('task_1', 'form', [
        { fact: 'a' },
        { fact: 'b', optional: true },
        { fact: 'd' },
        { fact: 'c' },
      ]),
      merging(),
    );
    expect(done.flow.steps['survey']).toMatchObject({
      form: [{ fact: 'a' }, { fact: 'b' }, { fact: 'd' }, { fact: 'c' }],
    });
  });

  it.each([
    ['both', ['l', 'l_2']],
    ['first', ['l']],
    ['second', ['l']],
  ] as const)('keeps the limits of %s', (limits, ids) => {
    const done = after(
      ...inARow,
      set('survey', 'limits', [limit('l', 3)]),
      set('task_1', 'limits', [limit('l', 5)]),
      merging({ limits }),
    );
    const merged = done.flow.steps['survey'] as Extract<Step, { kind: 'task' }>;
    expect(merged.limits.map(({ id }) => id)).toEqual(ids);
  });

  it('is done by whom was chosen', () => {
    const done = after(
      ...inARow,
      set('survey', 'assign', { post: 'surveyor', unit: 'case' }),
      set('task_1', 'assign', { post: 'checker', unit: 'case' }),
      merging({ work: 'second' }),
    );
    expect(done.flow.steps['task_1']).toMatchObject({ assign: { post: 'checker' } });
    expect(leads(done, 'begin')).toEqual(['task_1']);
  });

  it('keeps the id of the one that the law requires, and what speaks of the other speaks of it', () => {
    const done = after(
      ...inARow,
      set('task_1', 'legal', true),
      set('review', 'assign', { post: 'p', unit: 'case', by: 'previous', step: 'survey' }),
      {
        do: 'changeRoute',
        args: { step: 'important', route: 'to_review', part: 'when', value: visits },
      },
      merging(),
    );
    expect(done.flow.steps['survey']).toBeUndefined();
    expect(done.flow.steps['task_1']).toMatchObject({ legal: true });
    expect(done.flow.steps['review']).toMatchObject({ assign: { step: 'task_1' } });
    expect(waysOf(done.flow.steps['important']!)[0]?.when).toEqual({
      ...visits,
      params: { step: 'task_1' },
    });
    expect(leads(done, 'begin')).toEqual(['task_1']);
  });

  it('closes the gap that it leaves', () => {
    const before = after(...inARow);
    const done = after(...inARow, merging());
    const [was, is] = [boxOf(before, 'important')!, boxOf(done, 'important')!];
    expect(is.y).toBeLessThan(was.y);
    expect(is.y).toBeGreaterThanOrEqual(bottomOf(boxOf(done, 'survey')!));
  });

  it.each([
    ['no task', ['survey', 'important'], ['merge_two_tasks']],
    ['not one after the other', ['survey', 'review'], ['steps_not_neighbours']],
    ['one alone', ['survey'], ['steps_not_neighbours']],
  ])('is refused: %s', (_case, steps, codes) => {
    expect(refusal(merging({ steps }))).toEqual(codes);
  });

  it('says which steps it refuses, by name', () => {
    const answer = perform(historyOf(sampleDocument()), merging({ steps: ['survey', 'review'] }));
    expect(saidOf(answer)).toEqual([expect.stringContaining('“现场勘查”')]);
  });

  it('is refused where the first leads elsewhere, the second is entered past it, or both are legal', () => {
    expect(refused({ do: 'connect', args: { from: 'survey', to: 'finish' } })).toEqual([
      'step_leads_elsewhere',
    ]);
    expect(refused({ do: 'connect', args: { from: 'important', to: 'task_1' } })).toEqual([
      'step_entered_aside',
    ]);
    expect(refused(set('survey', 'legal', true), set('task_1', 'legal', true))).toEqual([
      'merge_two_legal',
    ]);
  });
});

function refused(...edits: Edit[]): string[] {
  return refusal(merging(), after(...inARow, ...edits));
}

const visits = {
  fact: 'step_visits',
  params: { step: 'survey' },
  operator: 'greaterThan',
  value: 1,
};

describe('side by side', () => {
  const parallel: Edit = { do: 'makeParallel', args: { steps: ['task_1', 'survey'] } };

  it('puts a block with a branch for each in their place', () => {
    const done = after(...inARow, parallel);
    expect(leads(done, 'begin')).toEqual(['parallel_1']);
    expect(leads(done, 'parallel_1')).toEqual(['important']);
    expect(done.flow.steps['parallel_1']).toMatchObject({
      branches: [
        { start: 'survey', name: { zh: '现场勘查' } },
        { start: 'task_1', name: { zh: '核对' } },
      ],
    });
    const ends = ['survey', 'task_1'].map((id) => done.flow.steps[leads(done, id)[0]!]);
    expect(ends).toMatchObject([{ kind: 'end' }, { kind: 'end' }]);
    expect(illegal(done)).toEqual([]);
  });

  it('shows each in its lane, and what follows below', () => {
    const done = after(...inARow, parallel);
    for (const id of ['survey', 'task_1']) {
      expect(branchAt(done, centreOf(boxOf(done, id)!), new Set())).toBe(
        done.flow.steps[id]?.branch,
      );
    }
    expect(boxOf(done, 'important')!.y).toBeGreaterThan(bottomOf(boxOf(done, 'parallel_1')!));
  });

  it('begins anew where one of them sent the case back to another', () => {
    const back: Edit = { do: 'connect', args: { from: 'task_1', to: 'survey' } };
    const asReturn: Edit = {
      do: 'changeRoute',
      args: { step: 'task_1', route: 'to_survey', part: 'result', value: 'return' },
    };
    const done = after(...inARow, back, asReturn, parallel);
    expect(waysOf(done.flow.steps['task_1']!)).toContainEqual({
      id: 'to_survey',
      to: 'parallel_1',
      result: 'return',
    });
  });

  it('keeps a return from behind, into the branch', () => {
    const done = after(...inARow, parallel);
    const route = waysOf(done.flow.steps['review']!).find(({ to }) => to === 'survey');
    expect(route).toMatchObject({ result: 'return' });
  });

  it('gives a single step an empty branch beside', () => {
    const done = after({ do: 'makeParallel', args: { steps: ['survey'] } });
    const block = done.flow.steps['parallel_1'] as Extract<Step, { kind: 'parallel' }>;
    expect(block.branches[0]?.start).toBe('survey');
    expect(done.flow.steps[block.branches[1]!.start]).toMatchObject({ kind: 'end' });
  });

  it.each([
    ['the start', ['begin', 'survey'], ['parallel_unfit']],
    ['not in a row', ['survey', 'review'], ['steps_not_neighbours']],
    ['leading several ways', ['survey', 'important'], ['step_leads_elsewhere']],
    ['in two branches', ['build', 'inner'], ['steps_not_neighbours']],
  ])('is refused: %s', (_case, steps, codes) => {
    expect(refusal({ do: 'makeParallel', args: { steps } })).toEqual(codes);
  });

  it('and one after another again is what it was', () => {
    const before = after(...inARow);
    const done = after(...inARow, parallel, {
      do: 'makeSequential',
      args: { block: 'parallel_1' },
    });
    expect(Object.keys(done.flow.steps).toSorted()).toEqual(
      Object.keys(before.flow.steps).toSorted(),
    );
    for (const id of Object.keys(before.flow.steps)) {
      expect([id, leads(done, id)]).toEqual([id, leads(before, id)]);
      expect(done.flow.steps[id]?.branch).toBe(before.flow.steps[id]?.branch);
    }
  });
});

/** The document after edits that must all be accepted. */
function after(...edits: Edit[]): FlowDocument {
  return edits.reduce((document, edit) => {
    const answer = perform(historyOf(document), edit);
    if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
    return answer.value.history.document;
  }, sampleDocument());
}

function refusal(edit: Edit, document = sampleDocument()): string[] {
  const answer = perform(historyOf(document), edit);
  return answer.ok ? [] : answer.problems.map((problem) => problem.code);
}

function leads({ flow }: FlowDocument, step: string): string[] {
  return waysOf(flow.steps[step]!).map((route) => route.to);
}

function illegal({ flow }: FlowDocument): string[] {
  return Object.entries(flow.steps).flatMap(([id, step]) =>
    waysOf(step)
      .filter((route) => !isAllowed(flow, id, route))
      .map((route) => `${id} to ${route.to}`),
  );
}
