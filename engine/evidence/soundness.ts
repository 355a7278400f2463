/** What is proven about the flows of a change: statement by statement, with the way that refutes one. */
import { checkDefinition } from '../definition/check-pack.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { hashOf } from '../definition/hash.ts';
import { checkShape } from '../flow/soundness.ts';
import { routesOf } from '../flow/structure.ts';
import type { Localized, Problem, ProblemCode } from '../problem.ts';
import { itemsOf, type Changed } from './items.ts';

export interface FlowProof {
  id: string;
  name: Localized;
  hash: string;
  steps: number;
  routes: number;
  /** States that were looked at: places of a case, each branch for itself (decision 0013). */
  explored: number;
  statements: ProvenStatement[];
}

export interface ProvenStatement {
  id: StatementId;
  /** `doubtful`: only warnings speak against it. */
  verdict: 'proven' | 'doubtful' | 'refuted';
  /** Those that follow a way have it in `details.steps`: ids in the order in which a case comes to them. */
  problems: Problem[];
}

interface Statement {
  name: Localized;
  /** Problems that refute it. */
  against: readonly ProblemCode[];
}

/** What a flow is held to, one row each. */
export const statements = {
  ends: {
    name: {
      zh: '无论怎样办理，从每个状态都能走到结束',
      en: 'Whatever people and rules decide, every state can come to the end',
    },
    against: ['end_unreachable', 'branch_unfinished', 'step_without_route', 'join_too_many'],
  },
  alive: {
    name: {
      zh: '每个环节都可到达，每条流向都可能走到',
      en: 'Every step is reached, every route can be taken',
    },
    against: ['unreachable_step', 'route_never_taken', 'route_to_nowhere', 'route_into_branch'],
  },
  answers: {
    name: { zh: '每个判断都有答案', en: 'Every decision answers' },
    against: ['decision_without_default', 'default_not_last', 'condition_not_allowed'],
  },
  rests: {
    name: { zh: '没有自动环节的死循环', en: 'Nothing goes round by itself for ever' },
    against: ['automatic_loop'],
  },
  returns: {
    name: { zh: '退回时并行分支都已有结果', en: 'A return finds its block completed' },
    against: ['return_before_block'],
  },
  lawful: {
    name: { zh: '法定环节不能被绕过', en: 'What the law requires cannot be bypassed' },
    against: ['legal_bypassed', 'exempt_unfit', 'exempt_without_law', 'exempt_not_at_decision'],
  },
  known: {
    name: { zh: '用到的数据到时都已填写', en: 'What is asked for has been entered by then' },
    against: ['fact_never_entered', 'fact_maybe_missing', 'unknown_fact'],
  },
  manned: {
    name: { zh: '每项任务都有人办理、有时限', en: 'Every task has somebody to do it, and a limit' },
    against: ['task_without_assignment', 'task_without_limit', 'post_without_people'],
  },
} as const satisfies Record<string, Statement>;

export type StatementId = keyof typeof statements;

/** Each flow of the change as it would be, among the definitions as they would be. */
export function proveFlows(changed: Changed): FlowProof[] {
  return itemsOf(changed, 'flow').map(({ content }) => proveFlow(content, changed));
}

function proveFlow(flow: FlowDefinition, { after }: Changed): FlowProof {
  const tally = { spots: 0 };
  checkShape(flow, tally);
  const found = checkDefinition(flow, after);
  return {
    id: flow.id,
    name: flow.name,
    hash: hashOf(flow),
    steps: Object.keys(flow.steps).length,
    routes: routesOf(flow).length,
    explored: tally.spots,
    statements: Object.entries(statements).map(([id, { against }]) => {
      const problems = found.filter(({ code }) => against.some((one) => one === code));
      return { id: id as StatementId, verdict: verdictOn(problems), problems };
    }),
  };
}

function verdictOn(problems: readonly Problem[]): ProvenStatement['verdict'] {
  if (problems.some(({ level }) => level === 'error')) return 'refuted';
  return problems.length > 0 ? 'doubtful' : 'proven';
}
