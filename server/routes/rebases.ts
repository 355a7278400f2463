/** A draft brought onto the version in force, which has moved since the draft began. */
import { z } from '@hono/zod-openapi';
import { choices } from '@flowmeter/engine/merge/three.ts';
import { problem } from '@flowmeter/engine/problem.ts';
import { refuse } from '../problem-answer.ts';
import { draftView } from '../show/definition.ts';
import { rebaseDraft } from '../use-cases/rebase-draft.ts';
import { DraftView } from '../views/governance.ts';
import { body, commandHeaders, defineRoute, json, newRoutes, refusals } from './define.ts';
import { versionIn } from './if-match.ts';

/** More conflicts than these are not decided one by one. */
const MOST_CHOICES = 20_000;

const RebaseBody = z.strictObject({
  /** Hash of the version in force that the choices were made on. */
  onto: z.string().max(64),
  /** By the name of each conflict: whose counts, or `base` to leave it as it was. */
  choices: z
    .record(z.string().max(2000), z.enum(choices))
    .refine((all) => Object.keys(all).length <= MOST_CHOICES, 'too many choices'),
});

const rebase = defineRoute('rebase_draft', {
  method: 'post',
  path: '/api/drafts/{id}/rebase',
  tags: ['drafts'],
  description:
    'Merges what the draft changed with what changed in force since it began. Where both changed the same ' +
    'thing it is refused, with each conflict at its place, until `choices` says whose counts.',
  parameters: [commandHeaders[0]],
  request: { params: z.object({ id: z.string().max(64) }), body: body(RebaseBody) },
  responses: { 200: json(DraftView, 'Merged and saved, at its new revision.'), ...refusals },
});

export const rebaseRoutes = newRoutes().openapi(rebase, async (c) => {
  const seen = versionIn(c.req.header('if-match'));
  if (typeof seen !== 'number') return refuse(c, [problem('version_required')]);
  const asked = { ...c.req.valid('json'), seen };
  const merged = await rebaseDraft(c.var.deps, c.var.actor, c.req.valid('param').id, asked);
  return merged.ok ? c.json(draftView(merged.value), 200) : refuse(c, merged.problems);
});
