/** From problems to the API's refusal: status, words in both languages, request id, no stack trace. */
import type { Context } from 'hono';
import type { TypedResponse } from 'hono';
import type { ClientErrorStatusCode, ServerErrorStatusCode } from 'hono/utils/http-status';
import type { z } from '@hono/zod-openapi';
import { statusOf, wordsOf, type Problem } from '@flowmeter/engine/problem.ts';
import type { AppEnv } from './app-env.ts';
import type { ProblemView, RefusalView } from './views/parts.ts';

type Refusal = z.infer<typeof RefusalView>;

export type Refused =
  | (Response & TypedResponse<Refusal, ClientErrorStatusCode, 'json'>)
  | (Response & TypedResponse<Refusal, ServerErrorStatusCode, 'json'>);

/** Seconds after which a busy server may be asked again. */
const RETRY_AFTER = '1';

/** The first error decides the status. */
export function refuse(c: Context<AppEnv>, problems: readonly Problem[]): Refused {
  const first = problems.find((one) => one.level === 'error') ?? problems[0];
  if (first === undefined) throw new Error('a refusal without a problem');
  const status = statusOf(first.code);
  if (status === 503) c.header('Retry-After', RETRY_AFTER);
  const body: Refusal = { problems: problems.map(problemView), request_id: c.var.requestId };
  return c.json(body, status as ClientErrorStatusCode);
}

export function problemView(found: Problem): z.infer<typeof ProblemView> {
  const { code, details, level, at } = found;
  return {
    code,
    details,
    level,
    words: wordsOf(found),
    ...(at === undefined ? {} : { at }),
  };
}
