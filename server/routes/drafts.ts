/** Drafts of the person asking: begun, autosaved, checked, proposed. */
import { z } from '@hono/zod-openapi';
import { Id } from '@flowmeter/engine/definition/header.ts';
import { LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import { problem } from '@flowmeter/engine/problem.ts';
import { problemView, refuse } from '../problem-answer.ts';
import { draftView } from '../show/definition.ts';
import { changeView } from '../show/change.ts';
import { checkDraft } from '../use-cases/check-draft.ts';
import { dropDraft } from '../use-cases/drop-draft.ts';
import { findChange } from '../use-cases/find-change.ts';
import { findDraft } from '../use-cases/find-draft.ts';
import { proposeDrafts } from '../use-cases/propose-drafts.ts';
import { saveDraft } from '../use-cases/save-draft.ts';
import { startDraft } from '../use-cases/start-draft.ts';
import { ChangeView, DraftView } from '../views/governance.ts';
import { pageOf, ProblemView } from '../views/parts.ts';
import { body, commandHeaders, defineRoute, json, newRoutes, refusals } from './define.ts';
import { Kind } from './definitions.ts';
import { versionIn } from './if-match.ts';

const params = z.object({ id: z.string().max(64) });

export const WordsBody = z.strictObject({
  title: z.string().trim().min(1).max(200),
  reason: z.string().trim().min(1).max(4000),
  /** When it takes effect, on the clocks of a zone; at its approval where absent. */
  effective: z
    .strictObject({ local: z.string().max(16), zone: z.string().min(1).max(64) })
    .optional(),
  emergency: z.boolean().optional(),
});

const StartBody = z.strictObject({
  kind: Kind.exclude(['layout']),
  id: Id,
  from_hash: z.string().max(64).optional(),
});

const SaveBody = z.strictObject({
  content: z.looseObject({}),
  layout: LayoutDefinition.nullable(),
  base_hash: z.string().max(64).optional(),
});

const start = defineRoute('create_draft', {
  method: 'post',
  path: '/api/drafts',
  tags: ['drafts'],
  request: { body: body(StartBody) },
  responses: { 201: json(DraftView, 'The draft, begun now or before.'), ...refusals },
});

const list = defineRoute('list_drafts', {
  method: 'get',
  path: '/api/drafts',
  tags: ['drafts'],
  responses: { 200: json(pageOf(DraftView), 'Last saved first.'), ...refusals },
});

const one = defineRoute('draft', {
  method: 'get',
  path: '/api/drafts/{id}',
  tags: ['drafts'],
  request: { params },
  responses: { 200: json(DraftView, 'The draft.'), ...refusals },
});

const save = defineRoute('save_draft', {
  method: 'put',
  path: '/api/drafts/{id}',
  tags: ['drafts'],
  parameters: [commandHeaders[0]],
  request: { params, body: body(SaveBody) },
  responses: { 200: json(DraftView, 'Saved, at its new revision.'), ...refusals },
});

const drop = defineRoute('delete_draft', {
  method: 'delete',
  path: '/api/drafts/{id}',
  tags: ['drafts'],
  request: { params },
  responses: { 204: { description: 'It is gone.' }, ...refusals },
});

const check = defineRoute('check_draft', {
  method: 'post',
  path: '/api/drafts/{id}/check',
  tags: ['drafts'],
  request: { params },
  responses: {
    200: json(z.object({ problems: z.array(ProblemView) }), 'What is wrong with it.'),
    ...refusals,
  },
});

const propose = defineRoute('propose_draft', {
  method: 'post',
  path: '/api/drafts/{id}/propose',
  tags: ['drafts'],
  parameters: [commandHeaders[1]],
  request: { params, body: body(WordsBody) },
  responses: { 201: json(ChangeView, 'Proposed; the draft has ended.'), ...refusals },
});

export const draftRoutes = newRoutes()
  .openapi(start, async (c) => {
    const started = await startDraft(c.var.deps, c.var.actor, c.req.valid('json'));
    return started.ok ? c.json(draftView(started.value), 201) : refuse(c, started.problems);
  })
  .openapi(list, async (c) => {
    const drafts = await c.var.deps.store.drafts.ofOwner(c.var.actor.id);
    return c.json({ rows: drafts.map(draftView), next: null }, 200);
  })
  .openapi(one, async (c) => {
    const found = await findDraft(c.var.deps, c.var.actor, c.req.valid('param').id);
    return found.ok ? c.json(draftView(found.value), 200) : refuse(c, found.problems);
  })
  .openapi(save, async (c) => {
    const seen = versionIn(c.req.header('if-match'));
    if (typeof seen !== 'number') return refuse(c, [problem('version_required')]);
    const asked = { ...c.req.valid('json'), seen };
    const saved = await saveDraft(c.var.deps, c.var.actor, c.req.valid('param').id, asked);
    return saved.ok ? c.json(draftView(saved.value), 200) : refuse(c, saved.problems);
  })
  .openapi(drop, async (c) => {
    const dropped = await dropDraft(c.var.deps, c.var.actor, c.req.valid('param').id);
    return dropped.ok ? c.body(null, 204) : refuse(c, dropped.problems);
  })
  .openapi(check, async (c) => {
    const checked = await checkDraft(c.var.deps, c.var.actor, c.req.valid('param').id);
    if (!checked.ok) return refuse(c, checked.problems);
    return c.json({ problems: checked.value.map(problemView) }, 200);
  })
  .openapi(propose, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const asked = { ids: [id], key: c.req.header('idempotency-key'), words: c.req.valid('json') };
    const proposed = await proposeDrafts(deps, actor, asked);
    if (!proposed.ok) return refuse(c, proposed.problems);
    const found = await findChange(deps, proposed.value);
    return found.ok
      ? c.json(await changeView(deps, actor, found.value), 201)
      : refuse(c, found.problems);
  });
