/** The evidence for changes: read while it is being made and afterwards, and made anew. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Actor, AppEnv } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { refuse } from '../problem-answer.ts';
import { titledFor } from '../show/case-title.ts';
import { evidenceView } from '../show/evidence.ts';
import { findEvidence } from '../use-cases/find-evidence.ts';
import { renewEvidence } from '../use-cases/renew-evidence.ts';
import { EvidenceView } from '../views/evidence.ts';
import { defineRoute, json, newRoutes, refusals } from './define.ts';

type View = z.infer<typeof EvidenceView>;

const params = z.object({ id: z.string().max(64) });

const one = defineRoute('change_evidence', {
  method: 'get',
  path: '/api/changes/{id}/evidence',
  tags: ['changes'],
  description:
    'Part by part, each with its hash and what came of it. Rows about people and cases are those of the ' +
    'own unit and below; hashes are over the whole.',
  request: { params },
  responses: { 200: json(EvidenceView, 'What is known so far.'), ...refusals },
});

const renew = defineRoute('renew_evidence', {
  method: 'post',
  path: '/api/changes/{id}/evidence',
  tags: ['changes'],
  description:
    'Makes the evidence anew, of what there is now. Until it is there the former one counts; then only ' +
    'the new one can be approved.',
  request: { params },
  responses: { 202: json(EvidenceView, 'Begun.'), ...refusals },
});

export const evidenceRoutes = newRoutes()
  .openapi(one, (c) => shown(c, c.req.valid('param').id, 200))
  .openapi(renew, async (c) => {
    const { deps, actor } = c.var;
    const begun = await renewEvidence(deps, actor, c.req.valid('param').id);
    return begun.ok ? shown(c, begun.value, 202) : refuse(c, begun.problems);
  });

async function shown<S extends 200 | 202>(c: Context<AppEnv>, id: string, status: S) {
  const { deps, actor } = c.var;
  const found = await findEvidence(deps, actor, id);
  if (!found.ok) return refuse(c, found.problems);
  return c.json(await withTitles(deps, actor, evidenceView(deps, actor, found.value)), status);
}

/** Cases that a version leaves nowhere to go, by the titles that the person may see. */
async function withTitles(deps: Deps, actor: Actor, view: View): Promise<View> {
  const { migration } = view.parts;
  if (migration.content === null) return view;
  const titled = titledFor(deps, actor, ['id', 'title']);
  const content = await each(migration.content, async (flow) => ({
    ...flow,
    versions: await each(flow.versions, async (version) => ({
      ...version,
      obstacles: await each(version.obstacles, async (obstacle) => ({
        ...obstacle,
        cases: await each(obstacle.cases, (row) => titled(row)),
      })),
    })),
  }));
  return { ...view, parts: { ...view.parts, migration: { ...migration, content } } };
}

function each<T, U>(list: readonly T[], as: (item: T) => Promise<U>): Promise<U[]> {
  return Promise.all(list.map(as));
}
