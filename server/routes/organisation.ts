/** The organisation in force and the dictionary of facts: the words that screens need. */
import { z } from '@hono/zod-openapi';
import { builtinFacts } from '@flowmeter/engine/case/builtin-facts.ts';
import { Fact } from '@flowmeter/engine/definition/facts.ts';
import { OrganisationDefinition } from '@flowmeter/engine/definition/organisation.ts';
import { all, factsOf } from '@flowmeter/engine/definition/pack.ts';
import { tableFacts } from '@flowmeter/engine/tables/facts.ts';
import { problem } from '@flowmeter/engine/problem.ts';
import { refuse } from '../problem-answer.ts';
import { defineRoute, json, newRoutes, refusals } from './define.ts';

const FactsView = z
  .object({ facts: z.record(z.string(), Fact), builtin: z.record(z.string(), Fact) })
  .openapi('FactDictionary');

const organisation = defineRoute('organisation', {
  method: 'get',
  path: '/api/organisation',
  tags: ['definitions'],
  responses: { 200: json(OrganisationDefinition, 'Units, posts, people.'), ...refusals },
});

const facts = defineRoute('facts', {
  method: 'get',
  path: '/api/facts',
  tags: ['definitions'],
  responses: {
    200: json(
      FactsView,
      'Declared facts, and those that need no declaration: every case’s, and outputs of decision tables.',
    ),
    ...refusals,
  },
});

export const organisationRoutes = newRoutes()
  .openapi(organisation, (c) => {
    const found = c.var.deps.inForce.organisation();
    return found === undefined
      ? refuse(c, [problem('not_active', { id: 'organisation' })])
      : c.json(found, 200);
  })
  .openapi(facts, (c) => {
    const pack = c.var.deps.inForce.pack();
    const builtin = { ...builtinFacts, ...tableFacts(all(pack, 'table')) };
    return c.json({ facts: factsOf(pack), builtin }, 200);
  });
