/** The API described: OpenAPI 3.1, and a readable page without any script. */
import { readFileSync } from 'node:fs';
import { z } from '@hono/zod-openapi';
import { policy, type RouteId } from '../auth/policy.ts';
import { docsPolicy } from '../web/page-policy.ts';
import { apiPage, type ApiDocument } from '../show/api-pages.ts';
import { defineRoute, newRoutes, refusals } from './define.ts';

const openapi = defineRoute('openapi', {
  method: 'get',
  path: '/api/openapi.json',
  tags: ['docs'],
  responses: {
    200: {
      description: 'This document.',
      content: { 'application/json': { schema: z.looseObject({}) } },
    },
    ...refusals,
  },
});

const docs = defineRoute('docs', {
  method: 'get',
  path: '/api/docs',
  tags: ['docs'],
  responses: { 200: { description: 'Readable pages.' } },
});

const styles = defineRoute('docs', {
  method: 'get',
  path: '/api/docs/pages.css',
  hide: true,
  responses: { 200: { description: 'How the page looks.' } },
});

const css = readFileSync(new URL('../show/api-pages.css', import.meta.url), 'utf8');

export const docsRoutes = newRoutes()
  .openapi(openapi, (c) => c.json(c.var.describe(), 200))
  .openapi(docs, (c) => {
    const described = c.var.describe() as unknown as ApiDocument;
    c.header('Content-Security-Policy', docsPolicy);
    return c.html(apiPage(described, (id) => policy[id as RouteId]));
  })
  .openapi(styles, (c) => c.body(css, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
