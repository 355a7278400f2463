/**
 * How routes are written: `defineRoute` gives one its id (a row of the policy, and so its guard) and its
 * documented refusals; a handler is parse, one use case, present.
 */
import { createRoute, OpenAPIHono, z, type RouteConfig } from '@hono/zod-openapi';
import type { Handler } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { guarded, guardOf } from '../auth/guard.ts';
import { isRouteId, type RouteId } from '../auth/policy.ts';
import { LONGEST_KEY } from '../use-cases/once.ts';
import { RefusalView } from '../views/parts.ts';
import { inputsOf } from './inputs.ts';

/**
 * An empty set of routes. Each is one handler that asks its guard, checks its inputs and goes on: as three
 * or four that wait for one another, these cost a tenth of a request.
 */
export function newRoutes() {
  const routes = new OpenAPIHono<AppEnv>();
  const openapi = ({ hide, ...route }: Hidable, handler: Handler<AppEnv>) => {
    if (hide !== true) routes.openAPIRegistry.registerPath(route);
    const path = route.path.replaceAll(/\/{(.+?)}/g, '/:$1');
    return routes.on([route.method], [path], whole(route, handler));
  };
  routes.openapi = openapi as typeof routes.openapi;
  return routes;
}

/** `hide`: not in the API's description. */
type Hidable = RouteConfig & { hide?: boolean };

/** @throws where the policy has no row for the route */
function whole(route: RouteConfig, handler: Handler<AppEnv>): Handler<AppEnv> {
  const id = route.operationId ?? '';
  if (!isRouteId(id)) throw new Error(`${route.path} has no row in the policy`);
  const stop = guardOf(id);
  const misfit = inputsOf(route);
  const all: Handler<AppEnv> = async (c, next) =>
    (await stop(c)) ?? (await misfit?.(c)) ?? handler(c, next);
  guarded.set(all, id);
  return all;
}

export function defineRoute<const R extends RouteConfig>(id: RouteId, config: R) {
  return createRoute({ ...config, operationId: id });
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
