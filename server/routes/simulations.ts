/** Trying out a case of a flow, without a trace of it: the same engine as for real ones. */
import { z } from '@hono/zod-openapi';
import { Action, Given } from '@flowmeter/engine/definition/examples.ts';
import { Id } from '@flowmeter/engine/definition/header.ts';
import { MAX_ACTIONS } from '@flowmeter/engine/simulation/clock.ts';
import { refuse } from '../problem-answer.ts';
import { simulationView } from '../show/simulation.ts';
import { simulate } from '../use-cases/simulate.ts';
import { SimulationView } from '../views/simulations.ts';
import { body, defineRoute, json, newRoutes, refusals } from './define.ts';

/** Which flow is tried: content as it is being written, an own draft, a version, or the one in force. */
export const TriedBody = z.union([
  z.strictObject({ definition: z.looseObject({}) }),
  z.strictObject({ draft: z.string().max(64) }),
  z.strictObject({ hash: z.string().max(64) }),
  z.strictObject({ id: Id }),
]);

const SimulateBody = z.strictObject({
  flow: TriedBody,
  given: Given.optional(),
  actions: z.array(Action).max(MAX_ACTIONS).default([]),
  advance_to: z.iso.datetime({ offset: true }).optional(),
  run: z
    .strictObject({
      seed: z.int().default(1),
      choose: z.enum(['first', 'chance']).default('first'),
      routes: z.record(Id, Id).optional(),
      until: Id.optional(),
      most: z.int().min(1).max(MAX_ACTIONS).optional(),
    })
    .optional(),
});

const post = defineRoute('simulate', {
  method: 'post',
  path: '/api/simulations',
  tags: ['simulations'],
  request: { body: body(SimulateBody) },
  responses: { 200: json(SimulationView, 'Where the case stands then.'), ...refusals },
});

export const simulationRoutes = newRoutes().openapi(post, async (c) => {
  const { deps, actor } = c.var;
  const simulated = await simulate(deps, actor, c.req.valid('json'));
  return simulated.ok
    ? c.json(simulationView(deps.inForce, simulated.value), 200)
    : refuse(c, simulated.problems);
});
