import { describe, expect, it } from 'vitest';
import type { Edit } from './commands.ts';
import { clipOf } from './commands/paste.ts';
import { type FlowDocument, routeAt, waysOf } from './document.ts';
import { bottomOf, boxOf, branchAt, centreOf, frameOf } from './geometry.ts';
import { perform } from './history.ts';
import { historyOf } from './undoing.ts';
import { targetsFrom } from './lines.ts';
import { sampleDocument } from './testing/sample.ts';

describe('inserting', () => {
  const line = { step: 'important', route: 'to_review' };

  it('keeps the condition on the first half and leads on from the new step', () => {
    const { flow } = after({ do: 'insertOnRoute', args: { line, kind: 'task' } });
    expect(routeAt(flow, line)).toMatchObject({ to: 'task_1', when: { fact: 'importance' } });
    expect(flow.steps['task_1']?.routes).toEqual([{ id: 'to_review', to: 'review' }]);
  });

  it('shifts what stands below, inside blocks too, and leaves what stands above', () => {
    const before = sampleDocument();
    const done = after({ do: 'insertOnRoute', args: { line, kind: 'task' } });
    const moved = Object.keys(before.flow.steps).filter(
      (id) => done.layout.positions[id]?.y !== before.layout.positions[id]?.y,
    );
    expect(moved.toSorted()).toEqual(
      [
        'build',
        'built',
        'civil_end',
        'electric_end',
        'finish',
        'grid_end',
        'inner',
        'review',
        'works',
      ].toSorted(),
    );
    expect(boxOf(done, 'task_1')!.y).toBeGreaterThan(bottomOf(boxOf(done, 'important')!));
    expect(boxOf(done, 'review')!.y).toBeGreaterThan(bottomOf(boxOf(done, 'task_1')!));
  });

  it('makes a step the beginning of a branch', () => {
    const done = after({ do: 'insertOnRoute', args: { line: { branch: 'civil' }, kind: 'task' } });
    expect(frameOf(done, 'inner')?.lanes[0]?.branch).toBe('civil');
    expect(done.flow.steps['inner']).toMatchObject({ branches: [{ start: 'task_1' }, {}] });
    expect(done.flow.steps['task_1']).toMatchObject({ branch: 'civil' });
    expect(leads(done, 'task_1')).toEqual(['civil_end']);
    expect(branchAt(done, centreOf(boxOf(done, 'task_1')!), new Set())).toBe('civil');
  });

  it('puts a whole block with two empty branches on a route', () => {
    const done = after({ do: 'insertOnRoute', args: { line, kind: 'parallel' } });
    expect(done.flow.steps['parallel_1']).toMatchObject({
      branches: [{ start: 'end_1' }, { start: 'end_2' }],
      routes: [{ to: 'review' }],
    });
    expect(boxOf(done, 'review')!.y).toBeGreaterThan(bottomOf(boxOf(done, 'parallel_1')!));
  });

  it('puts a new way of a decision before its default', () => {
    const done = after({ do: 'connect', args: { from: 'important', to: 'finish' } });
    expect(leads(done, 'important')).toEqual(['review', 'finish', 'works']);
  });

  it('names what is appended in both languages and places it below', () => {
    const done = after({ do: 'appendStep', args: { from: 'review', kind: 'wait' } });
    expect(done.flow.steps['wait_1']?.name).toEqual({ zh: '等待 1', en: 'Wait 1' });
    expect(leads(done, 'review')).toContain('wait_1');
  });
});

describe('connecting', () => {
  it.each([
    ['inward into a branch', 'survey', 'build', ['route_into_branch']],
    ['sideways into another branch', 'build', 'grid_end', ['route_into_branch']],
    ['to the start', 'review', 'begin', ['route_to_start']],
    ['to itself', 'review', 'review', ['route_to_itself']],
    ['after an end', 'finish', 'survey', ['route_after_end']],
    ['a second way where one is allowed', 'begin', 'review', ['one_route_only']],
    ['within the line', 'survey', 'review', []],
    ['outward from a branch', 'build', 'finish', []],
  ])('%s', (_case, from, to, codes) => {
    expect(refusal({ do: 'connect', args: { from, to } })).toEqual(codes);
  });

  it('from after a block into it makes a return, and it stays one', () => {
    const line = { step: 'works', route: 'to_finish' };
    const behind: Edit = { do: 'insertOnRoute', args: { line, kind: 'task' } };
    const into: Edit = { do: 'connect', args: { from: 'task_1', to: 'build' } };
    const drawn = after(behind, into);
    const route = drawn.flow.steps['task_1']?.routes.find(({ to }) => to === 'build');
    expect(route).toMatchObject({ result: 'return' });
    const ref = { step: 'task_1', route: route!.id };
    const forward: Edit = { do: 'changeRoute', args: { ...ref, part: 'result', value: undefined } };
    expect(refusal(forward, drawn)).toEqual(['route_into_branch']);
  });

  it('says of every target whether it may be reached, and why not', () => {
    const targets = targetsFrom(sampleDocument().flow, 'build');
    const codes = [...targets].map(([id, problem]) => [id, problem?.code]);
    expect(Object.fromEntries(codes)).toMatchObject({
      begin: 'route_to_start',
      survey: undefined,
      built: undefined,
      grid_end: 'route_into_branch',
      finish: undefined,
    });
  });

  it('keeps words and condition of a route that is bent', () => {
    const edit: Edit = {
      do: 'reconnect',
      args: { step: 'important', route: 'to_review', to: 'finish' },
    };
    expect(routeAt(after(edit).flow, { step: 'important', route: 'to_review' })).toMatchObject({
      to: 'finish',
      when: { fact: 'importance' },
    });
  });

  it('drops a condition that the new beginning of a route cannot carry', () => {
    const edit: Edit = {
      do: 'reconnectFrom',
      args: { step: 'important', route: 'to_review', from: 'survey' },
    };
    expect(waysOf(after(edit).flow.steps['survey']!)).toContainEqual({
      id: 'to_review',
      to: 'review',
    });
  });
});

describe('deleting', () => {
  it('heals over a step with one way on, and what led to it keeps its condition', () => {
    const done = after(
      { do: 'deleteItems', args: { steps: [], routes: [{ step: 'review', route: 'to_survey' }] } },
      { do: 'changeFlow', args: { path: ['name', 'en'], value: 'x' } },
      { do: 'deleteItems', args: { steps: ['survey'], routes: [] } },
    );
    expect(leads(done, 'begin')).toEqual(['important']);
    expect(leads(done, 'build')).toEqual(['built', 'important']);
  });

  it('heals over a task whose other ways lead back', () => {
    const done = after({ do: 'deleteItems', args: { steps: ['review'], routes: [] } });
    expect(routeAt(done.flow, { step: 'important', route: 'to_review' })).toBeUndefined();
    expect(leads(done, 'important')).toEqual(['works']);
  });

  it('drops the routes to a step with several ways on', () => {
    expect(
      leads(after({ do: 'deleteItems', args: { steps: ['important'], routes: [] } }), 'survey'),
    ).toEqual([]);
  });

  it('gives a branch another beginning, or an end when nothing is left', () => {
    const first = after({ do: 'deleteItems', args: { steps: ['build'], routes: [] } });
    expect(first.flow.steps['works']).toMatchObject({ branches: [{ start: 'built' }, {}] });
    const all = after({ do: 'deleteItems', args: { steps: ['build', 'built'], routes: [] } });
    expect(all.flow.steps['works']).toMatchObject({ branches: [{ start: 'end_1' }, {}] });
    expect(all.flow.steps['end_1']).toMatchObject({ kind: 'end', branch: 'customer' });
  });

  it('takes what stands inside a block with it', () => {
    const { flow } = after({ do: 'deleteItems', args: { steps: ['works'], routes: [] } });
    expect(Object.keys(flow.steps)).toEqual(['begin', 'survey', 'important', 'review', 'finish']);
  });

  it('keeps two branches of a block', () => {
    expect(refusal({ do: 'deleteBranch', args: { branch: 'grid' } })).toEqual([
      'two_branches_needed',
    ]);
    const done = after(
      { do: 'addBranch', args: { block: 'works' } },
      { do: 'deleteBranch', args: { branch: 'grid' } },
    );
    expect(Object.keys(done.flow.steps)).not.toContain('inner');
  });
});

describe('moving', () => {
  it('moves a step into a branch, healing its old line and keeping only legal routes', () => {
    const done = after({
      do: 'moveIntoBranch',
      args: { steps: ['survey'], branch: 'grid', to: { survey: { x: 40, y: 1500 } } },
    });
    expect(done.flow.steps['survey']).toMatchObject({ branch: 'grid', routes: [] });
    expect(leads(done, 'begin')).toEqual(['important']);
  });

  it('keeps routes among the steps that move together', () => {
    const done = after({
      do: 'moveIntoBranch',
      args: { steps: ['build', 'built'], branch: undefined, to: {} },
    });
    expect(leads(done, 'build')).toContain('built');
    expect(done.flow.steps['works']).toMatchObject({ branches: [{ start: 'end_1' }, {}] });
  });

  it('keeps the lanes of a block apart', () => {
    const done = after({ do: 'moveSteps', args: { to: { build: { x: 600, y: 720 } } } });
    const [left, right] = frameOf(done, 'works')!.lanes;
    expect(right!.x).toBe(left!.x + left!.width);
    expect(boxOf(done, 'inner')!.x).toBeGreaterThanOrEqual(right!.x);
  });

  it('never puts the start into a branch', () => {
    const edit: Edit = { do: 'moveIntoBranch', args: { steps: ['begin'], branch: 'grid', to: {} } };
    expect(refusal(edit)).toEqual(['start_inside_branch']);
  });
});

describe('copying', () => {
  it('gives new ids to a block, its branches and its steps, and keeps its inner routes', () => {
    const done = after({ do: 'duplicate', args: { steps: ['works'] } });
    expect(done.flow.steps['works_1']).toMatchObject({
      branches: [
        { id: 'customer_1', start: 'build_1' },
        { id: 'grid_1', start: 'inner_1' },
      ],
      routes: [],
    });
    expect(leads(done, 'build_1')).toEqual(['built_1']);
    expect(done.flow.steps['civil_end_1']).toMatchObject({ branch: 'civil_1' });
  });

  it('pastes into a branch from JSON', () => {
    const clip = JSON.parse(JSON.stringify(clipOf(sampleDocument(), ['survey', 'begin'])));
    const done = after({ do: 'paste', args: { clip, branch: 'civil', by: { x: 0, y: 0 } } });
    expect(done.flow.steps['survey_1']).toMatchObject({ branch: 'civil', routes: [] });
    expect(Object.keys(done.flow.steps)).not.toContain('begin_1');
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
