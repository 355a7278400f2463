/** Every rule and decision table in force, with what the rules have found. */
import { rulesView } from '../show/rules.ts';
import { RulesView } from '../views/rules.ts';
import { defineRoute, json, newRoutes, refusals } from './define.ts';

const list = defineRoute('list_rules', {
  method: 'get',
  path: '/api/rules',
  tags: ['definitions'],
  responses: {
    200: json(RulesView, 'Rule sets with their rules, and decision tables.'),
    ...refusals,
  },
});

export const ruleRoutes = newRoutes().openapi(list, async (c) =>
  c.json(await rulesView(c.var.deps, c.var.actor), 200),
);
