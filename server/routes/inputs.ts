/**
 * What a route takes, checked against its schemas before its handler runs: path, query and JSON body, in
 * one go. A form, a header or a cookie that a route would declare is a bug, found at the start.
 */
import type { RouteConfig, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { pointer } from '@flowmeter/engine/definition/pointer.ts';
import { problem, type Problem } from '@flowmeter/engine/problem.ts';
import type { AppEnv } from '../app-env.ts';
import { refuse } from '../problem-answer.ts';

/** The refusal of what does not fit; undefined when all is there, for the handler to take. */
export type CheckInputs = (c: Context<AppEnv>) => Promise<Response | undefined>;

type Part = 'query' | 'param' | 'json';
interface Input {
  part: Part;
  schema: z.ZodType;
}

/** @throws for what the API does not take */
export function inputsOf({ request = {}, path }: RouteConfig): CheckInputs | undefined {
  const { query, params, body, headers, cookies } = request;
  if (headers !== undefined || cookies !== undefined) {
    throw new Error(`${path}: headers and cookies are read by the handlers`);
  }
  const json = body?.content['application/json'];
  const inputs = [
    ...inputOf('query', query),
    ...inputOf('param', params),
    ...inputOf('json', json && 'schema' in json ? json.schema : undefined),
  ];
  if (inputs.length === 0) return undefined;
  return async (c) => {
    for (const { part, schema } of inputs) {
      const value = part === 'json' ? await jsonOf(c) : valueOf(c, part);
      const read = schema.safeParse(value);
      if (!read.success) return refuse(c, read.error.issues.map(problemOf));
      c.req.addValidatedData(part, read.data as object);
    }
    return undefined;
  };
}

function inputOf(part: Part, schema: unknown): Input[] {
  if (schema === undefined) return [];
  if (!isSchema(schema)) throw new Error(`no Zod schema for ${part}`);
  return [{ part, schema }];
}

function isSchema(schema: unknown): schema is z.ZodType {
  return typeof schema === 'object' && schema !== null && 'safeParse' in schema;
}

/** A name that is there several times is a list. */
function valueOf(c: Context<AppEnv>, part: 'query' | 'param'): unknown {
  if (part === 'param') return c.req.param();
  const lists = Object.entries(c.req.queries());
  return Object.fromEntries(lists.map(([name, all]) => [name, all.length === 1 ? all[0] : all]));
}

/** Nothing at all is an empty object: what has to be there is then missing by name. */
async function jsonOf(c: Context<AppEnv>): Promise<unknown> {
  const text = c.get('sent') ?? (await c.req.text());
  const type = c.req.header('content-type');
  if (type === undefined && text === '') return {};
  if (type === undefined || !isJson(type)) throw new HTTPException(415);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new HTTPException(400, { message: 'Malformed JSON in request body' });
  }
}

function isJson(type: string): boolean {
  return (
    type === 'application/json' ||
    /^application\/([\w.-]+\+)?json(\s*;\s*[\w-]+=[^;]+)*\s*$/i.test(type)
  );
}

function problemOf(issue: { path: readonly PropertyKey[]; message: string }): Problem {
  return problem('schema', { reason: issue.message }, pointer(issue.path));
}
