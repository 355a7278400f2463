/** Small flows for tests, written in a few words. */
import type { CalendarDefinition } from '../definition/calendar.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Step } from '../steps/registry.ts';

const said = (text: string) => ({ zh: text, en: text });

/** Monday to Friday in Shanghai until a day; `off` are days that are not worked. */
export function weekdays(to = '2026-12-31', off: string[] = []): CalendarDefinition {
  return {
    kind: 'calendar',
    id: 'cn',
    name: said('cn'),
    zone: 'Asia/Shanghai',
    workdays: [1, 2, 3, 4, 5],
    covers: { from: '2026-01-01', to },
    days: off.map((date) => ({ date, off: true, name: 'off' })),
    source: said('test'),
  };
}

/** A flow around steps; each is written by one of the functions below. */
export function flowOf(steps: Record<string, Step>): FlowDefinition {
  return {
    kind: 'flow',
    id: 'toy',
    name: said('toy'),
    owner_post: 'head',
    limits: [],
    audits: { after: [] },
    steps,
    outcomes: [],
  };
}

export function start(to: string): Step {
  return {
    kind: 'start',
    name: said('start'),
    form: [],
    posts: ['head'],
    routes: [{ id: 'r', to }],
  };
}

export function end(branch?: string): Step {
  return { kind: 'end', name: said('end'), routes: [], ...inBranch(branch) };
}

export function task(to: string | string[], branch?: string): Step {
  return {
    kind: 'task',
    name: said('task'),
    assign: { post: 'clerk', unit: 'case' },
    clock: 'customer',
    form: [],
    limits: [],
    audits: { before: [], during: [] },
    routes: routes(to),
    ...inBranch(branch),
  };
}

export function decision(to: string[], branch?: string): Step {
  const ways = routes(to).map((route, index) =>
    index === to.length - 1
      ? route
      : { ...route, when: { fact: 'n', operator: 'equal', value: index } },
  );
  return { kind: 'decision', name: said('decision'), routes: ways, ...inBranch(branch) };
}

export function parallel(branches: Record<string, string>, to: string, branch?: string): Step {
  return {
    kind: 'parallel',
    name: said('parallel'),
    branches: Object.entries(branches).map(([id, first]) => ({ id, name: said(id), start: first })),
    routes: routes(to),
    ...inBranch(branch),
  };
}

function routes(to: string | string[]) {
  return [to].flat().map((one, index) => ({ id: `r${index}`, to: one, name: said(`to ${one}`) }));
}

function inBranch(branch: string | undefined) {
  return branch === undefined ? {} : { branch };
}
