/** Rules and decision tables in force, with what the rules have found. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { RulesView } from '@flowmeter/server/views/rules.ts';
import { answer, api, until } from './client.ts';

type Rules = z.infer<typeof RulesView>;
export type RuleSetRow = Rules['sets'][number];
export type RuleRow = RuleSetRow['rules'][number];
export type TableRow = Rules['tables'][number];

export const ruleList = queryOptions({
  queryKey: ['definitions', 'rules'],
  queryFn: ({ signal }) => answer(api.rules.$get({}, until(signal))),
});
