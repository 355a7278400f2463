/** The testing pack with flows that wait for messages and call one another. */
import { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { testingPack } from './testing-pack.ts';

const said = (text: string) => ({ zh: text, en: text });

/** A flow between its start, which takes `form`, and its end. */
function flow(id: string, form: string[], steps: Record<string, object>, more: object = {}) {
  const [first = 'end'] = Object.keys(steps);
  const start = {
    kind: 'start',
    name: said('start'),
    form: form.map((fact) => ({ fact })),
    posts: ['desk'],
    routes: [{ id: 'r1', to: first }],
  };
  return FlowDefinition.parse({
    kind: 'flow',
    id,
    name: said(id),
    owner_post: 'manager',
    limits: [],
    audits: { after: [] },
    outcomes: [
      { id: 'done', name: said('done') },
      { id: 'stopped', name: said('stopped'), unfinished: true },
    ],
    steps: {
      start,
      ...steps,
      end: { kind: 'end', name: said('end'), outcome: 'done', routes: [] },
    },
    ...more,
  });
}

const on = (to: string, id = 'r1') => ({ id, to, name: said(id) });

const task = (to: string, form: string[] = []) => ({
  kind: 'task',
  name: said('task'),
  assign: { post: 'desk', unit: 'case' },
  clock: 'customer',
  form: form.map((fact) => ({ fact })),
  limits: [],
  audits: { before: [], during: [] },
  routes: [on(to)],
});

/** Waits for `paid` with the borrower as its key; after a day it is given up. */
const order = flow('order', ['borrower'], {
  wait: {
    kind: 'wait',
    name: said('wait'),
    message: {
      name: 'paid',
      key: 'borrower',
      takes: [{ fact: 'amount' }],
      timeout: { value: 24, unit: 'h', calendar: 'weekdays', route: 'late' },
    },
    routes: [on('thank'), on('remind', 'late')],
  },
  thank: task('end'),
  remind: task('end'),
});

const cancel = { outcome: 'stopped', posts: ['manager'] };

/** The flow that others call. */
const part = flow('part', ['borrower'], { work: task('end', ['amount']) }, { cancel });

/** Calls `part`; people may give up the call's incident, or cancel the whole. */
const whole = flow(
  'whole',
  ['borrower'],
  {
    call: {
      kind: 'call',
      name: said('call'),
      flow: 'part',
      version: 'latest',
      in: { borrower: 'borrower' },
      out: { amount: 'amount', note: 'outcome' },
      routes: [on('check'), on('by_hand', 'by_hand')],
    },
    check: task('end'),
    by_hand: task('end'),
  },
  { cancel },
);

/** Calls itself without end. */
const endless = flow('endless', [], {
  call: {
    kind: 'call',
    name: said('call'),
    flow: 'endless',
    version: 'latest',
    in: {},
    out: {},
    routes: [on('end')],
  },
});

function repeat(id: string, mode: string, join: unknown) {
  return flow(id, ['names'], {
    each: {
      kind: 'repeat',
      name: said('each'),
      over: 'names',
      mode,
      flow: 'part',
      version: 'latest',
      in: {},
      item_fact: 'borrower',
      join,
      routes: [on('check')],
    },
    check: task('end'),
  });
}

export function kindsPack(): Definition[] {
  const names: Definition = {
    kind: 'facts',
    id: 'lists',
    name: said('lists'),
    facts: { names: { name: said('names'), type: 'list', item: 'string' } },
  };
  return [
    ...testingPack(),
    names,
    order,
    part,
    whole,
    endless,
    repeat('all', 'together', 'all'),
    repeat('first', 'together', 'first'),
    repeat('queue', 'one_by_one', 'all'),
  ];
}
