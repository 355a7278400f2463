/** The API described: OpenAPI 3.1 and readable pages, without inline scripts. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from '@hono/zod-openapi';
import { problem } from '@flowmeter/engine/problem.ts';
import { refuse } from '../problem-answer.ts';
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

const file = defineRoute('docs', {
  method: 'get',
  path: '/api/docs/{file}',
  hide: true,
  request: { params: z.object({ file: z.string() }) },
  responses: { 200: { description: 'A file of the pages.' } },
});

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Flowmeter API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', validatorUrl: null });\n`;

/** The only files of the package that are served. */
const files: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

export const docsRoutes = newRoutes()
  .openapi(openapi, (c) => c.json(c.var.describe(), 200))
  .openapi(docs, (c) => c.html(page))
  .openapi(file, (c) => {
    const { file: name } = c.req.valid('param');
    if (name === 'start.js') return c.body(start, 200, { 'Content-Type': 'text/javascript' });
    const type = Object.hasOwn(files, name) ? files[name] : undefined;
    if (type === undefined) return refuse(c, [problem('route_not_found')]);
    return c.body(readFileSync(join(folder(), name)), 200, {
      'Content-Type': type,
      'Cache-Control': 'max-age=86400',
    });
  });

function folder(): string {
  return dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));
}
