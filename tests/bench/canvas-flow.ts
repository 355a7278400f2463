/**
 * A made-up flow of a given number of steps with a place for each: tasks in three chains behind a decision,
 * then a block of three branches, again and again. Its tasks are those of a real flow, so that a step shows
 * what steps show: name, post, limits.
 */
import type { FlowDefinition, LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Route } from '@flowmeter/engine/definition/route.ts';
import type { Step, StepOf } from '@flowmeter/engine/steps/registry.ts';

interface Point {
  x: number;
  y: number;
}

/** What is drawn: the flow, and where its steps stand. */
export interface Drawing {
  flow: FlowDefinition;
  layout: LayoutDefinition;
}

const CHAINS = 3;
const CHAIN = 4;
const BRANCHES = 3;
const TASKS_A_BRANCH = 2;
/** A decision, its chains, where they meet, a block with its branches and their ends. */
const STATION = 1 + CHAINS * CHAIN + 1 + 1 + BRANCHES * (TASKS_A_BRANCH + 1);
const STATIONS_A_COLUMN = 6;

const ROW = 144;
const ASIDE = 320;
const COLUMN = 1200;
/** Where the content of a block begins, below its upper edge. */
const INSIDE = 128;

export function drawingOf(count: number, like: FlowDefinition, id: string): Drawing {
  const made = builder(like);
  const begin = stepOf(like, 'start') as StepOf<'start'>;
  const known = new Set(begin.form.map(({ fact }) => fact));
  const more = made.facts.filter((fact) => !known.has(fact)).map((fact) => ({ fact }));
  const form = [...begin.form, ...more];
  made.put('start', { ...begin, form, routes: [] }, { x: ASIDE, y: -120 });
  let before = 'start';
  let [x, y] = [0, 0];
  const stations = Math.floor((count - 2) / STATION);
  for (let at = 0; at < stations; at++) {
    x = Math.floor(at / STATIONS_A_COLUMN) * COLUMN;
    y = at % STATIONS_A_COLUMN === 0 ? 0 : y;
    y = station(made, `${at}`, before, { x, y });
    before = `p${at}`;
  }
  for (let at = stations * STATION + 2; at < count; at++) {
    made.put(`t${at}`, made.task(), { x: x + ASIDE, y });
    made.lead(before, `t${at}`);
    before = `t${at}`;
    y += ROW;
  }
  made.put('end', { ...stepOf(like, 'end'), routes: [] }, { x: x + ASIDE, y });
  made.lead(before, 'end');
  const { owner_post, outcomes } = like;
  const { steps, positions } = made;
  const name = { zh: `${count} 个环节的流程`, en: `A flow of ${count} steps` };
  return {
    flow: {
      kind: 'flow',
      id,
      name,
      owner_post,
      limits: [],
      audits: { after: [] },
      steps,
      outcomes,
    },
    layout: { kind: 'layout', id, name, flow: id, positions },
  };
}

type Builder = ReturnType<typeof builder>;

function builder(like: FlowDefinition) {
  const steps: Record<string, Step> = {};
  const positions: Record<string, Point> = {};
  const tasks = Object.values(like.steps).filter((step) => step.kind === 'task');
  const ways = Object.values(like.steps).flatMap((step): readonly Route[] => step.routes);
  const conditions = ways.flatMap(({ when }) => (when === undefined ? [] : [{ when }]));
  let taken = 0;
  return {
    steps,
    positions,
    /** Two conditions that are not alike, and the facts that they ask for. */
    conditions,
    facts: [
      ...new Set(
        [...JSON.stringify(conditions).matchAll(/"fact":"(\w+)"/g)].map(([, fact = '']) => fact),
      ),
    ],
    put(id: string, step: Step, at: Point) {
      steps[id] = step;
      positions[id] = at;
    },
    lead(from: string, to: string, more: Partial<Route> = {}) {
      const step = steps[from] as StepOf<'task'>;
      const route = { id: `r${step.routes.length}`, to, ...more };
      steps[from] = { ...step, routes: [...step.routes, route] };
    },
    /** The next of the real tasks, on its own. */
    task(branch?: string): Step {
      const { branch: _, legal: __, ...task } = tasks[taken++ % tasks.length] as StepOf<'task'>;
      const audits = { before: [], during: [] };
      return { ...task, audits, routes: [], ...(branch === undefined ? {} : { branch }) };
    },
  };
}

/** Puts a station behind a step; answers where the next one begins. */
function station(made: Builder, at: string, before: string, { x, y }: Point): number {
  const said = (words: string) => ({ zh: `${words} ${at}`, en: `${words} ${at}` });
  made.put(`d${at}`, { kind: 'decision', name: said('D'), routes: [] }, { x: x + ASIDE, y });
  made.lead(before, `d${at}`);
  const below = y + 112 + CHAIN * ROW;
  made.put(`m${at}`, { ...made.task(), legal: true }, { x: x + ASIDE, y: below });
  for (let side = 0; side < CHAINS; side++) {
    let last = `d${at}`;
    for (let index = 0; index < CHAIN; index++) {
      const id = `c${at}_${side}_${index}`;
      made.put(id, made.task(), { x: x + side * ASIDE, y: y + 112 + index * ROW });
      made.lead(last, id, index === 0 ? made.conditions[side] : {});
      last = id;
    }
    made.lead(last, `m${at}`);
  }
  return block(made, at, { x, y: below + ROW });
}

function block(made: Builder, at: string, { x, y }: Point): number {
  const branches = Array.from({ length: BRANCHES }, (_, index) => ({
    id: `b${at}_${index}`,
    name: { zh: `分支 ${index + 1}`, en: `Branch ${index + 1}` },
    start: `b${at}_${index}_0`,
  }));
  const name = { zh: `并行 ${at}`, en: `Parallel ${at}` };
  made.put(`p${at}`, { kind: 'parallel', name, branches, routes: [] }, { x, y });
  made.lead(`m${at}`, `p${at}`);
  branches.forEach(({ id }, lane) => {
    for (let index = 0; index < TASKS_A_BRANCH; index++) {
      const place = { x: x + 40 + lane * ASIDE, y: y + INSIDE + index * ROW };
      made.put(`${id}_${index}`, made.task(id), place);
      if (index > 0) made.lead(`${id}_${index - 1}`, `${id}_${index}`);
    }
    const ending = { zh: '分支结束', en: 'Branch ends' };
    const place = { x: x + 72 + lane * ASIDE, y: y + INSIDE + TASKS_A_BRANCH * ROW };
    made.put(`${id}_end`, { kind: 'end', name: ending, branch: id, routes: [] }, place);
    made.lead(`${id}_${TASKS_A_BRANCH - 1}`, `${id}_end`);
  });
  return y + INSIDE + TASKS_A_BRANCH * ROW + 40 + 24 + 64;
}

/** A step of a kind as the real flow has it; an end outside of blocks. */
function stepOf(like: FlowDefinition, kind: 'start' | 'end'): Step {
  const found = Object.values(like.steps).find(
    (step) => step.kind === kind && step.branch === undefined,
  );
  if (found === undefined) throw new Error(`${like.id} has no ${kind}`);
  return found;
}
