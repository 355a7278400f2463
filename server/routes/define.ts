/**
 * How routes are written: `defineRoute` gives one its id (a row of the policy), its guard and its
 * documented refusals; a handler is parse, one use case, present.
 */
import { createRoute, OpenAPIHono, z, type RouteConfig } from '@hono/zod-openapi';
import { pointer } from '@flowmeter/engine/definition/parse.ts';
import { problem, type Problem } from '@flowmeter/engine/problem.ts';
import type { AppEnv } from '../app-env.ts';
import { guard } from '../auth/guard.ts';
import type { RouteId } from '../auth/policy.ts';
import { refuse } from '../problem-answer.ts';
import { LONGEST_KEY } from '../use-cases/once.ts';
import { RefusalView } from '../views/parts.ts';

/** An empty set of routes whose inputs are refused in the API's own words. */
export function newRoutes() {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      if (!result.success) return refuse(c, result.error.issues.map(problemOf));
      return undefined;
    },
  });
}

export function defineRoute<const R extends RouteConfig>(id: RouteId, config: R) {
  return createRoute({ ...config, operationId: id, middleware: guard(id) });
}

/** The content of an answer, or of a body, in JSON. */
export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** A JSON body that must be there. */
export function body<T extends z.ZodType>(schema: T) {
  return { required: true as const, content: { 'application/json': { schema } } };
}

const refusal = json(RefusalView, 'Why it was refused: the first error decides the status.');

/** Spread into `responses` of every route. */
export const refusals = { '4XX': refusal, '5XX': refusal } as const;

/** `?limit=50&cursor=…` of lists. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
};

/** Documents the headers that the handlers of commands read. */
export const commandHeaders: [HeaderParameter, HeaderParameter] = [
  {
    in: 'header',
    name: 'If-Match',
    description: 'The version that the caller has seen, in quotes.',
    schema: { type: 'string' },
  },
  {
    in: 'header',
    name: 'Idempotency-Key',
    description: 'The same key and body get the same answer and happen once.',
    schema: { type: 'string', minLength: 1, maxLength: LONGEST_KEY },
  },
];

interface HeaderParameter extends Record<`x-${string}`, unknown> {
  in: 'header';
  name: string;
  description: string;
  schema: { type: 'string'; minLength?: number; maxLength?: number };
}

function problemOf(issue: { path: readonly PropertyKey[]; message: string }): Problem {
  return problem('schema', { reason: issue.message }, pointer(issue.path));
}
