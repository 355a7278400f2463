import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowed } from '@flowmeter/engine/flow/structure.ts';
import { stepKinds, type StepKindName } from '@flowmeter/engine/steps/registry.ts';
import { alignments } from './align.ts';
import { commands, type Edit } from './commands.ts';
import { clipOf } from './commands/paste.ts';
import { type FlowDocument, type Line, waysOf } from './document.ts';
import { perform, type History } from './history.ts';
import { historyOf, labels, redo, seal, undo } from './undoing.ts';
import { sampleDocument } from './testing/sample.ts';

const kinds = Object.keys(stepKinds) as StepKindName[];
const names = Object.keys(commands) as (keyof typeof commands)[];

/** Numbers that choose what to do, so that every choice exists in whatever the document has become. */
const choices = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()), { maxLength: 25 });

describe('history', () => {
  it('undo takes back exactly what was done, redo does it again exactly', () => {
    fc.assert(
      fc.property(choices, (list) => {
        const { states, history } = play(list);
        let at = history;
        for (const state of states.toReversed()) {
          at = undo(at);
          expect(at.document).toEqual(state);
        }
        expect(undo(at)).toBe(at);
        for (const _ of states) at = redo(at);
        expect(at.document).toEqual(history.document);
        expect(redo(at)).toBe(at);
      }),
      { numRuns: 200 },
    );
  });

  it('no command leaves an illegal route, a branch without a beginning, a step without a place', () => {
    fc.assert(
      fc.property(choices, (list) => {
        expect(faults(play(list).history.document)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('makes one entry of a burst', () => {
    const typed = ['现', '现场', '现场勘'].reduce(
      (history, zh) =>
        did(history, { do: 'rename', args: { step: 'survey', name: { zh } } }, 'typing'),
      historyOf(sampleDocument()),
    );
    expect(typed.past).toHaveLength(1);
    expect(undo(typed).document).toEqual(sampleDocument());
  });

  it('begins another entry when the burst was sealed', () => {
    const once = did(historyOf(sampleDocument()), renamed('甲'), 'typing');
    expect(did(seal(once), renamed('乙'), 'typing').past).toHaveLength(2);
  });

  it('leaves no entry when nothing changed', () => {
    const { name } = sampleDocument().flow.steps['survey']!;
    const same = did(historyOf(sampleDocument()), {
      do: 'changeStep',
      args: { step: 'survey', path: ['name', 'zh'], value: name.zh },
    });
    expect(same.past).toEqual([]);
  });

  it('says in both languages what undo takes back', () => {
    const done = did(historyOf(sampleDocument()), {
      do: 'deleteItems',
      args: { steps: ['survey'], routes: [] },
    });
    expect(labels(done)).toEqual({
      undo: { zh: '删除“现场勘查”', en: 'Delete “Site survey”' },
      redo: null,
    });
    expect(labels(undo(done)).redo?.zh).toBe('删除“现场勘查”');
  });
});

function renamed(zh: string): Edit {
  return { do: 'rename', args: { step: 'survey', name: { zh } } };
}

function did(history: History, edit: Edit, burst?: string): History {
  const answer = perform(history, edit, burst);
  return answer.ok ? answer.value.history : history;
}

/** Plays edits; `states` are the documents before each that changed something. */
function play(list: [number, number, number, number][]) {
  let history = historyOf(sampleDocument());
  const states: FlowDocument[] = [];
  for (const numbers of list) {
    const before = history;
    history = did(history, editFor(history.document, numbers));
    if (history !== before) states.push(before.document);
  }
  return { history, states };
}

function pick<T>(list: readonly T[], n: number): T {
  return list[n % Math.max(1, list.length)] as T;
}

function editFor(document: FlowDocument, [a, b, c, d]: [number, number, number, number]): Edit {
  const { flow } = document;
  const steps = Object.keys(flow.steps);
  const step = pick(steps, b);
  const other = pick(steps, c);
  const kind = pick(kinds, d);
  const routes = steps.flatMap((id) =>
    waysOf(flow.steps[id] as never).map((route) => ({ step: id, route: route.id })),
  );
  const route = pick([...routes, { step, route: 'none' }], b);
  const blocks = steps.filter((id) => flow.steps[id]?.kind === 'parallel');
  const branches = Object.values(flow.steps).flatMap((one) =>
    'branches' in one ? one.branches : [],
  );
  const branch = pick([undefined, ...branches.map((one) => one.id)], d);
  const line = pick<Line>([route, ...routes, ...branches.map((one) => ({ branch: one.id }))], c);
  const at = { x: (b % 100) * 8, y: (c % 100) * 8 };
  const inBranch = branch === undefined ? {} : { branch };
  const args: { [N in Edit['do']]: Extract<Edit, { do: N }>['args'] } = {
    addStep: { kind, at, ...inBranch },
    appendStep: { from: step, kind },
    insertOnRoute: { line, kind },
    putOnRoute: { line, step },
    connect: { from: step, to: other },
    reconnect: { ...route, to: other },
    reconnectFrom: { ...route, from: other },
    rename: { step, name: { zh: `名${c}` } },
    changeStep: { step, path: ['description'], value: { zh: `说明${c}`, en: `Text ${c}` } },
    changeFlow: { path: ['name', 'en'], value: `Flow ${c}` },
    changeRoute: { ...route, part: 'name', value: { zh: `去${c}`, en: `Go ${c}` } },
    moveRoute: { ...route, index: c % 4 },
    replaceStep: { step, kind },
    mergeSteps: { steps: [step, other], work: 'first', limits: 'both' },
    makeParallel: { steps: [...new Set([step, other])].slice(0, 1 + (d % 2)) },
    makeSequential: { block: pick([...blocks, step], b) },
    deleteItems: { steps: [...new Set([step, other])].slice(0, 1 + (d % 2)), routes: [route] },
    addBranch: { block: pick([...blocks, step], b) },
    deleteBranch: { branch: branch ?? 'none' },
    renameBranch: { branch: branch ?? 'none', name: { zh: `支${c}` } },
    moveSteps: { to: { [step]: at } },
    moveIntoBranch: {
      steps: [...new Set([step, other])].slice(0, 1 + (c % 2)),
      branch,
      to: { [step]: at },
    },
    layoutAll: { to: { [step]: at, [other]: at } },
    layoutSome: { to: { [step]: at } },
    alignSteps: { steps: [step, other, pick(steps, d)], how: pick(alignments, a) },
    duplicate: { steps: [step] },
    paste: { clip: clipOf(document, [step, other]), by: at, ...inBranch },
  };
  const name = pick(names, a);
  return { do: name, args: args[name] } as Edit;
}

function faults({ flow, layout }: FlowDocument): string[] {
  const found: string[] = [];
  const ids = Object.keys(flow.steps);
  for (const [id, step] of Object.entries(flow.steps)) {
    for (const route of waysOf(step)) {
      if (!isAllowed(flow, id, route)) found.push(`${id}/${route.id} leads to ${route.to}`);
    }
    if (new Set(waysOf(step).map((one) => one.id)).size !== step.routes.length) {
      found.push(`${id} has two routes of one id`);
    }
    if (layout.positions[id] === undefined) found.push(`${id} has no place`);
    for (const branch of 'branches' in step ? step.branches : []) {
      ids.push(branch.id);
      if (flow.steps[branch.start]?.branch !== branch.id)
        found.push(`${branch.id} begins elsewhere`);
    }
  }
  if (new Set(ids).size !== ids.length) found.push('an id is used twice');
  const unplaced = Object.keys(layout.positions).filter((id) => flow.steps[id] === undefined);
  return [...found, ...unplaced.map((id) => `${id} has a place but is not there`)];
}
