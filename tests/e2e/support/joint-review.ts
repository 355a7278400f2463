/** A review that people share: drafted at the counter, signed by three posts, archived. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Limit } from '@flowmeter/engine/definition/limit.ts';
import type { StepOf } from '@flowmeter/engine/steps/registry.ts';
import type { Product } from './product.ts';

const said = (zh: string, en: string) => ({ zh, en });

const days = (value: number): Limit => ({
  id: 'days',
  layer: 'internal',
  value,
  unit: 'wd',
  calendar: 'cn',
  basis: { kind: 'typical', source: said('演示', 'For demonstration') },
});

function task(
  name: { zh: string; en: string },
  post: string,
  more: Partial<StepOf<'task'>>,
): StepOf<'task'> {
  return {
    kind: 'task',
    name,
    assign: { post, unit: 'case' },
    allow: ['withdraw', 'transfer', 'delegate', 'add_signer', 'copy', 'urge'],
    clock: 'utility',
    form: [],
    limits: [days(3)],
    audits: { before: [], during: [] },
    routes: [],
    ...more,
  };
}

const review: FlowDefinition = {
  kind: 'flow',
  id: 'joint_review',
  name: said('联合会审', 'Joint review'),
  owner_post: 'dept_head',
  title_fact: 'customer_name',
  limits: [],
  audits: { after: [] },
  outcomes: [{ id: 'agreed', name: said('会审通过', 'Agreed') }],
  steps: {
    start: {
      kind: 'start',
      name: said('提出', 'Request'),
      form: [{ fact: 'customer_name' }],
      posts: ['counter_clerk'],
      routes: [{ id: 'r', to: 'draft' }],
    },
    draft: task(said('编写送审稿', 'Draft'), 'counter_clerk', {
      form: [{ fact: 'customer_name' }],
      routes: [{ id: 'on', to: 'review', name: said('送审', 'Submit') }],
    }),
    review: task(said('联合会审', 'Joint review'), 'account_manager', {
      assign: { post: 'account_manager', unit: 'above' },
      form: [{ fact: 'customer_name', readonly: true }],
      sign: {
        mode: 'vote',
        signers: ['account_manager', 'surveyor', 'plan_engineer'],
        weights: { account_manager: 2 },
        threshold: '2/3',
      },
      routes: [
        { id: 'yes', to: 'file', name: said('通过', 'Agreed') },
        { id: 'no', to: 'draft', name: said('退回修改', 'Return'), result: 'return' },
      ],
    }),
    file: task(said('归档', 'File'), 'archivist', {
      routes: [{ id: 'end', to: 'end', name: said('归档', 'File') }],
    }),
    end: { kind: 'end', name: said('结束', 'End'), outcome: 'agreed', routes: [] },
  },
};

/** Releases the review, and an organisation in which 杨凯 stands in for 张伟 in June. */
export async function releaseJointReview(product: Product): Promise<void> {
  const { deps } = product;
  const org = deps.inForce.organisation();
  const standing = { person: 'zhangwei', from: '2026-06-01', to: '2026-06-30', deputy: 'yangkai' };
  const staffed = org && { ...org, zone: 'Asia/Shanghai', absences: [standing] };
  const others: Definition[] = deps.inForce
    .pack()
    .definitions.filter(({ kind }) => kind !== 'organisation');
  await deps.store.definitions.activate(
    [...others, ...(staffed ? [staffed] : []), review],
    product.now(),
  );
  await deps.inForce.refresh();
}
