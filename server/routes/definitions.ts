/** Definitions in force, and every version that ever was. */
import { z } from '@hono/zod-openapi';
import { definitionKinds, type DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import { problem } from '@flowmeter/engine/problem.ts';
import { refuse } from '../problem-answer.ts';
import { definitionRowViews, definitionView, versionRowView } from '../show/definition.ts';
import { DefinitionRowView, DefinitionView, VersionRowView } from '../views/governance.ts';
import { pageOf } from '../views/parts.ts';
import { defineRoute, json, newRoutes, refusals } from './define.ts';

const kinds = Object.keys(definitionKinds) as [DefinitionKind, ...DefinitionKind[]];
export const Kind = z.enum(kinds);

const subject = z.object({ kind: Kind, id: z.string().max(64) });

const list = defineRoute('list_definitions', {
  method: 'get',
  path: '/api/definitions',
  tags: ['definitions'],
  request: { query: z.object({ kind: Kind.optional() }) },
  responses: { 200: json(pageOf(DefinitionRowView), 'What is in force.'), ...refusals },
});

const one = defineRoute('definition', {
  method: 'get',
  path: '/api/definitions/{kind}/{id}',
  tags: ['definitions'],
  request: { params: subject },
  responses: { 200: json(DefinitionView, 'The version in force.'), ...refusals },
});

const versions = defineRoute('definition_versions', {
  method: 'get',
  path: '/api/definitions/{kind}/{id}/versions',
  tags: ['definitions'],
  request: { params: subject },
  responses: { 200: json(pageOf(VersionRowView), 'Newest first.'), ...refusals },
});

const version = defineRoute('version', {
  method: 'get',
  path: '/api/versions/{hash}',
  tags: ['definitions'],
  request: { params: z.object({ hash: z.string().max(64) }) },
  responses: { 200: json(DefinitionView, 'A version that is or was in force.'), ...refusals },
});

export const definitionRoutes = newRoutes()
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const { kind } = c.req.valid('query');
    const found = deps.inForce
      .pack()
      .definitions.filter((definition) => kind === undefined || definition.kind === kind)
      .flatMap((definition) => deps.inForce.active(definition.kind, definition.id) ?? []);
    return c.json({ rows: await definitionRowViews(deps, actor, found), next: null }, 200);
  })
  .openapi(one, async (c) => {
    const { deps } = c.var;
    const { kind, id } = c.req.valid('param');
    const active = deps.inForce.active(kind, id);
    if (active === undefined) return refuse(c, [problem('definition_not_found')]);
    return c.json(await definitionView(deps, active.hash, active.definition), 200);
  })
  .openapi(versions, async (c) => {
    const { deps, actor } = c.var;
    const { kind, id } = c.req.valid('param');
    const found = await deps.store.definitions.versions(kind, id);
    if (found.length === 0) return refuse(c, [problem('definition_not_found')]);
    const rows = await Promise.all(found.map((row) => versionRowView(deps, actor, row)));
    return c.json({ rows, next: null }, 200);
  })
  .openapi(version, async (c) => {
    const { deps } = c.var;
    const { hash } = c.req.valid('param');
    const definition = await deps.store.definitions.byHash(hash);
    if (definition === undefined) return refuse(c, [problem('definition_not_found')]);
    return c.json(await definitionView(deps, hash, definition), 200);
  });
