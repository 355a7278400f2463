/** Moving the cases of an earlier version to the one in force: a plan, what it would do, doing it. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { MigrationPlan } from '@flowmeter/engine/migration/plan.ts';
import type {
  MigrationPlanView,
  MovedView,
  VerdictView,
} from '@flowmeter/server/views/migrations.ts';
import { answer, api, intent, until } from './client.ts';
import { pages } from './page.ts';

export type Suggestion = z.infer<typeof MigrationPlanView>;
export type Verdict = z.infer<typeof VerdictView>;
export type Moved = z.infer<typeof MovedView>;

const routes = api.flows[':id'].migration;

/** The plan to begin with; asked for once, it is then edited here. */
export const suggestionFor = (id: string, from: string) =>
  queryOptions({
    queryKey: ['migration', 'plan', id, from],
    queryFn: ({ signal }) =>
      answer(routes.plan.$post({ param: { id }, json: { from } }, until(signal))),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What the plan would do to each open case of its version. */
export const verdictsOf = (id: string, plan: MigrationPlan) =>
  pages<Verdict>(['migration', 'trial', id, plan], (cursor, signal) =>
    answer(
      routes['dry-run'].$post({ param: { id }, query: { cursor }, json: { plan } }, until(signal)),
    ),
  );

export interface Migration {
  flow: string;
  plan: MigrationPlan;
  cases: string[];
  reason: string;
}

export async function migrate({ flow, ...json }: Migration, key: string): Promise<Moved[]> {
  const { rows } = await answer(routes.run.$post({ param: { id: flow }, json }, intent({ key })));
  return rows;
}
