/** A short flow whose first step a rule stops, unless the head of the department lets it pass; one that calls it. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Limit } from '@flowmeter/engine/definition/limit.ts';
import type { RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import type { StepOf } from '@flowmeter/engine/steps/registry.ts';
import type { Product } from './product.ts';

const said = (zh: string, en: string) => ({ zh, en });
const basis = { kind: 'typical', source: said('演示', 'For demonstration') } as const;
const days: Limit = {
  id: 'days',
  layer: 'internal',
  value: 3,
  unit: 'd',
  calendar: 'cn',
  basis,
};

/** What the rule stops from here on. */
export const TOO_LARGE = 1000;

const rules: RulesetDefinition = {
  kind: 'ruleset',
  id: 'capacity_rules',
  name: said('容量规则', 'Rules about capacity'),
  rules: [
    {
      id: 'TOO_LARGE',
      key: 'too_large',
      name: said('容量过大', 'Too large a capacity'),
      stage: 'before',
      record: 'case',
      theme: said('演示', 'Demonstration'),
      severity: 'R2',
      conditions: {
        all: [{ fact: 'capacity_kva', operator: 'greaterThanInclusive', value: TOO_LARGE }],
      },
      event: { type: 'finding' },
      blocks: true,
      override_post: 'dept_head',
      message: said('申请容量 {capacity_kva} 过大。', 'A capacity of {capacity_kva} is too large.'),
      rectification: said('降低容量。', 'Lower the capacity.'),
    },
  ],
};

const task = (name: { zh: string; en: string }, more: Partial<StepOf<'task'>>) =>
  ({
    kind: 'task',
    name,
    assign: { post: 'counter_clerk', unit: 'case' },
    clock: 'utility',
    form: [],
    limits: [days],
    audits: { before: [], during: [] },
    routes: [],
    ...more,
  }) satisfies StepOf<'task'>;

const flow: FlowDefinition = {
  kind: 'flow',
  id: 'capacity_check',
  name: said('容量核对', 'Check of the capacity'),
  owner_post: 'dept_head',
  title_fact: 'customer_name',
  limits: [],
  audits: { after: [] },
  outcomes: [{ id: 'checked', name: said('已核对', 'Checked') }],
  steps: {
    start: {
      kind: 'start',
      name: said('提出', 'Request'),
      form: [{ fact: 'customer_name' }],
      posts: ['counter_clerk'],
      routes: [{ id: 'r', to: 'measure' }],
    },
    measure: task(said('填报容量', 'State the capacity'), {
      form: [{ fact: 'capacity_kva' }],
      audits: { before: ['TOO_LARGE'], during: [] },
      routes: [{ id: 'on', to: 'sign', name: said('送核对', 'Send on') }],
    }),
    sign: task(said('核对签字', 'Check and sign'), {
      routes: [{ id: 'on', to: 'file', name: said('签字', 'Sign') }],
    }),
    file: task(said('归档', 'File'), {
      routes: [{ id: 'on', to: 'end', name: said('归档', 'File') }],
    }),
    end: { kind: 'end', name: said('结束', 'End'), outcome: 'checked', routes: [] },
  },
};

/** Has the capacity checked by a case of its own, and takes it over. */
const caller: FlowDefinition = {
  ...flow,
  id: 'capacity_request',
  name: said('容量申请', 'Request for capacity'),
  steps: {
    start: {
      kind: 'start',
      name: said('申请', 'Ask'),
      form: [{ fact: 'customer_name' }],
      posts: ['counter_clerk'],
      routes: [{ id: 'r', to: 'have_checked' }],
    },
    have_checked: {
      kind: 'call',
      name: said('另行核对', 'Have it checked'),
      flow: flow.id,
      version: 'latest',
      in: { customer_name: 'customer_name' },
      out: { approved_kva: 'capacity_kva' },
      routes: [{ id: 'on', to: 'grant' }],
    },
    grant: task(said('批准容量', 'Grant the capacity'), {
      form: [{ fact: 'approved_kva', readonly: true }],
      routes: [{ id: 'on', to: 'end', name: said('批准', 'Grant') }],
    }),
    end: { kind: 'end', name: said('结束', 'End'), outcome: 'checked', routes: [] },
  },
};

/** Releases both flows and the rule. */
export async function releaseCapacityCheck(product: Product): Promise<void> {
  const { deps } = product;
  const known = deps.inForce.pack().definitions;
  await deps.store.definitions.activate([...known, rules, flow, caller], product.now());
  await deps.inForce.refresh();
}
