/** A plan as it is edited: what was suggested, what the person chose instead, what is wrong with it. */
import { useMemo, useState } from 'react';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { checkPlan } from '@flowmeter/engine/migration/check-plan.ts';
import type { MigrationPlan } from '@flowmeter/engine/migration/plan.ts';
import { wordsOf, type Localized } from '@flowmeter/engine/problem.ts';
import type { Suggestion } from '../api/migrations.ts';

export interface PlanDraft {
  plan: MigrationPlan;
  /** Pointer into the plan -> what is wrong there. */
  problems: ReadonlyMap<string, Localized[]>;
  isChanged: boolean;
  setStep: (from: string, to: string | undefined) => void;
  setRecompute: (timer: string, recompute: boolean) => void;
  setWithdrawn: (branch: string, withdraw: boolean) => void;
  reset: () => void;
}

export interface Versions {
  from: FlowDefinition;
  to: FlowDefinition;
}

/** The plan is checked here as it is edited, by the same function as on the server. */
export function usePlanDraft(suggestion: Suggestion, versions: Versions): PlanDraft {
  const [plan, setPlan] = useState<MigrationPlan>(suggestion.plan);
  const problems = useMemo(() => problemsOf(plan, versions), [plan, versions]);
  const edit = (change: Partial<MigrationPlan>) => setPlan((old) => ({ ...old, ...change }));
  return {
    plan,
    problems,
    isChanged: plan !== suggestion.plan,
    setStep: (from, to) => edit({ steps: withEntry(plan.steps, from, to) }),
    setRecompute: (timer, recompute) =>
      edit({ timers: withEntry(plan.timers, timer, recompute ? 'recompute' : undefined) }),
    setWithdrawn: (branch, withdraw) => {
      const others = (plan.withdraw ?? []).filter((one) => one !== branch);
      edit({ withdraw: withdraw ? [...others, branch] : others });
    },
    reset: () => setPlan(suggestion.plan),
  };
}

function withEntry<Value>(entries: Record<string, Value>, key: string, value: Value | undefined) {
  const { [key]: _old, ...others } = entries;
  return value === undefined ? others : { ...others, [key]: value };
}

function problemsOf(plan: MigrationPlan, { from, to }: Versions): Map<string, Localized[]> {
  const found = checkPlan(plan, { flow: from, hash: plan.from }, { flow: to, hash: plan.to });
  const places = Map.groupBy(found, ({ at = '' }) => at);
  return new Map([...places].map(([at, here]) => [at, here.map(wordsOf)]));
}
