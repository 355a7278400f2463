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

/** Seconds after which it may be asked again: of a busy server, and of who asked too often. */
const waits: Partial<Record<number, (found: Problem) => string>> = {
  503: () => '1',
  429: ({ details }) => String(Number(details['seconds'] ?? 1)),
};

/** The first error decides the status. */
export function refuse(c: Context<AppEnv>, problems: readonly Problem[]): Refused {
  const first = problems.find((one) => one.level === 'error') ?? problems[0];
  if (first === undefined) throw new Error('a refusal without a problem');
  const status = statusOf(first.code);
  const wait = waits[status]?.(first);
  if (wait !== undefined) c.header('Retry-After', wait);
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
