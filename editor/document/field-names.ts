/** What the fields of flows, steps and routes are called: on the panel and in the history. */
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { StepKind } from '@flowmeter/engine/steps/kind.ts';
import { stepKinds } from '@flowmeter/engine/steps/registry.ts';

const names: Record<string, Localized> = {
  name: { zh: '名称', en: 'name' },
  description: { zh: '说明', en: 'description' },
  branch: { zh: '所在分支', en: 'branch' },
  legal: { zh: '法定标记', en: 'legal mark' },
  posts: { zh: '开案岗位', en: 'posts' },
  assign: { zh: '办理岗位', en: 'assignment' },
  allow: { zh: '允许的操作', en: 'allowed actions' },
  sign: { zh: '多人签署', en: 'signing' },
  clock: { zh: '计时方', en: 'clock owner' },
  form: { zh: '表单', en: 'form' },
  limits: { zh: '时限', en: 'limits' },
  audits: { zh: '稽查规则', en: 'audits' },
  touchpoint: { zh: '客户触点', en: 'customer touchpoint' },
  for: { zh: '等待时长', en: 'waiting time' },
  branches: { zh: '分支', en: 'branches' },
  compensation: { zh: '撤销措施', en: 'compensation' },
  compensates: { zh: '仅用于撤销', en: 'only undoes' },
  outcome: { zh: '办理结果', en: 'outcome' },
  outcomes: { zh: '办理结果', en: 'outcomes' },
  routes: { zh: '流向', en: 'routes' },
  when: { zh: '条件', en: 'condition' },
  result: { zh: '意见', en: 'result' },
  owner_post: { zh: '责任岗位', en: 'owner post' },
  title_fact: { zh: '案件标题', en: 'case title' },
};

/** What the kinds of steps call the fields of their own. */
const specified = new Map(
  Object.values(stepKinds).flatMap(({ fields = [] }: StepKind) =>
    fields.map(({ field, name }) => [field, name] as const),
  ),
);

/** The name of a field by its key; a key that has none stands for itself. */
export function fieldName(key: string): Localized {
  const own = Object.hasOwn(names, key) ? names[key] : specified.get(key);
  return own ?? { zh: key, en: key };
}
