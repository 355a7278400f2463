/** What the flows of the gate's corpus are written with, and the definitions around them. */
import type { Condition } from '../definition/condition.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Definition } from '../definition/kinds.ts';
import type { Route } from '../definition/route.ts';
import type { ProblemCode } from '../problem.ts';
import type { Step, StepOf } from '../steps/registry.ts';
import { joined } from './blocks.fixture.ts';
import { end, flowOf, parallel, start, task, weekdays } from './flows.fixture.ts';
import { said } from './kinds.fixture.ts';

/** A decision by conditions; the last way has none. */
export function choice(
  ways: [to: string, when?: Condition | undefined, more?: Partial<Route>][],
  branch?: string,
): Step {
  const routes = ways.map(([to, when, more], index) => {
    return { id: `r${index}`, to, name: said(to), ...(when && { when }), ...more };
  });
  return { kind: 'decision', name: said('decision'), routes, ...(branch && { branch }) };
}

export const is = (fact: string, operator: string, value: string | number | boolean | string[]) =>
  ({ fact, operator, value }) as Condition;
export const yes = is('yes', 'equal', true);
export const no = is('yes', 'equal', false);
export const legal = (step: Step): Step => ({ ...step, legal: true });
export const inBranch = (step: Step, branch: string): Step => ({ ...step, branch });
export const exempt = (...steps: string[]): Partial<Route> => ({
  exempt: { steps, basis: { kind: 'law', source: said('Regulation 7') } },
});
export const hour = { for: { value: 1, unit: 'h', calendar: 'cn' } } as const;
export const set = { set: [{ fact: 'n', value: 1 }] };
export const send = { send: { connector: 'billing', data: {} } };
export const undo = { ...(task([]) as StepOf<'task'>), compensates: true } as Step;
export const undoneBy = (step: Step, compensation: string) => ({ ...step, compensation }) as Step;
export const outcome = (id: string): Step => ({ ...end(), outcome: id }) as Step;

/** Every fact is entered when a case is opened. */
export const begin = (to: string): Step => ({
  ...(start(to) as StepOf<'start'>),
  form: ['yes', 'n', 'size', 'kind', 'word', 'day', 'items'].map((fact) => ({ fact })),
});

export const outcomes = [
  { id: 'done', name: said('done') },
  { id: 'dropped', name: said('dropped'), unfinished: true },
];

export const pack: Definition[] = [
  weekdays(),
  {
    kind: 'facts',
    id: 'facts',
    name: said('facts'),
    facts: {
      yes: { name: said('yes'), type: 'boolean' },
      n: { name: said('n'), type: 'integer', min: 0, max: 10 },
      size: { name: said('size'), type: 'number', min: 0 },
      word: { name: said('word'), type: 'string' },
      other: { name: said('other'), type: 'integer' },
      day: { name: said('day'), type: 'date' },
      items: { name: said('items'), type: 'list', item: 'string' },
      kind: {
        name: said('kind'),
        type: 'enum',
        options: ['red', 'green', 'blue'].map((value) => ({ value, name: said(value) })),
      },
    },
  },
  {
    kind: 'organisation',
    id: 'org',
    name: said('org'),
    units: [{ id: 'top', name: said('top') }],
    posts: ['head', 'clerk', 'desk'].map((id) => ({ id, name: said(id) })),
    conflicts: [],
    people: [],
  },
  {
    kind: 'connector',
    id: 'billing',
    name: said('billing'),
    type: 'webhook',
    url: 'https://example.org/',
    event_type: 'billing',
  } as unknown as Definition,
];

export type Steps = Record<string, Step>;
export type More = Partial<FlowDefinition>;

export const flowWith = (steps: Steps, more: More = {}): FlowDefinition => ({
  ...flowOf(steps),
  outcomes,
  ...more,
});

/** A block of two branches between the start and `b`; what is given goes before. */
export const block = (more: Steps, join?: StepOf<'parallel'>['join']): Steps => ({
  s: begin('p'),
  p: joined(parallel({ x: 'x1', y: 'y1' }, 'b'), join ?? 'all'),
  x1: task('xe', 'x'),
  xe: end('x'),
  y1: task('ye', 'y'),
  ye: end('y'),
  b: task('e'),
  e: end(),
  ...more,
});

export const cancel = { cancel: { outcome: 'dropped' } };

/** A flow with what has to be said of it: codes, and the trace of the first where it has one. */
export type Unsound = [
  title: string,
  steps: Steps,
  codes: ProblemCode[],
  trace?: string | undefined,
  more?: More,
];
