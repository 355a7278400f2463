/** Grants: proposed by an administrator, decided on as changes of the organisation. */
import { z } from '@hono/zod-openapi';
import { Grant } from '@flowmeter/engine/changes/grant.ts';
import { refuse } from '../problem-answer.ts';
import { grantPage } from '../show/grant.ts';
import { proposeGrants } from '../use-cases/propose-grants.ts';
import { GrantRowView } from '../views/accounts.ts';
import { pageOf } from '../views/parts.ts';
import {
  body,
  commandHeaders,
  defineRoute,
  json,
  newRoutes,
  pageQuery,
  refusals,
} from './define.ts';

const MOST_GRANTS = 20;

const GrantsBody = z.strictObject({
  grants: z.array(Grant).min(1).max(MOST_GRANTS),
  reason: z.string().trim().min(1).max(2000),
});

const list = defineRoute('list_grants', {
  method: 'get',
  path: '/api/grants',
  tags: ['accounts'],
  request: { query: z.object({ ...pageQuery, open: z.stringbool().optional() }) },
  responses: {
    200: json(pageOf(GrantRowView), 'Changes of the organisation, newest first.'),
    ...refusals,
  },
});

const propose = defineRoute('propose_grants', {
  method: 'post',
  path: '/api/grants',
  tags: ['accounts'],
  parameters: [commandHeaders[1]],
  request: { body: body(GrantsBody) },
  responses: {
    201: json(
      z.object({ change: z.string() }),
      'Proposed: counts once an auditor has approved it.',
    ),
    ...refusals,
  },
});

export const grantRoutes = newRoutes()
  .openapi(list, async (c) => c.json(await grantPage(c.var.deps, c.req.valid('query')), 200))
  .openapi(propose, async (c) => {
    const { deps, actor } = c.var;
    const key = c.req.header('idempotency-key');
    const proposed = await proposeGrants(deps, actor, c.req.valid('json'), key);
    return proposed.ok ? c.json({ change: proposed.value }, 201) : refuse(c, proposed.problems);
  });
