/**
 * What every request passes first: a number, the headers that keep a browser safe, where it comes
 * from, how large it is. One middleware, because every request pays for each.
 */
import type { Context, MiddlewareHandler, Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { halfCharacter, MAX_DEFINITION_LENGTH } from '@flowmeter/engine/definition/parse.ts';
import { problem } from '@flowmeter/engine/problem.ts';
import type { AppEnv } from './app-env.ts';
import { strangerProblem } from './auth/same-site.ts';
import type { Deps } from './deps.ts';
import { refuse } from './problem-answer.ts';
import { uploadOf } from './uploads.ts';
import { shapeProblem } from './web/body-shape.ts';
import { addressOf, networkOf } from './web/callers.ts';
import { SafeResponse } from './web/http-server.ts';
import { safeHeaders } from './web/safe-headers.ts';

const tooLarge = problem('too_large', { limit: '2 MB' });

/** For bodies that do not say how long they are: they are counted while they are read. */
const countedBody = bodyLimit({
  maxSize: MAX_DEFINITION_LENGTH,
  onError: (c) => refuse(c, [tooLarge]),
});

export function frontDoor(
  deps: Deps,
  describe: AppEnv['Variables']['describe'],
): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    const requestId = deps.ids();
    c.set('deps', deps);
    c.set('requestId', requestId);
    c.set('describe', describe);
    tellHeaders(c, requestId);
    const stranger = strangerProblem(c);
    if (stranger !== undefined) return Promise.resolve(refuse(c, [stranger]));
    const seconds = waitOf(c);
    if (seconds > 0) {
      return Promise.resolve(refuse(c, [problem('too_many_requests', { seconds })]));
    }
    // A file is counted while it is kept.
    if (uploadOf(c) !== undefined) return next();
    if (c.req.header('transfer-encoding') !== undefined) return countedBody(c, lookedAt(c, next));
    const length = Number(c.req.header('content-length') ?? 0);
    if (length > MAX_DEFINITION_LENGTH) return Promise.resolve(refuse(c, [tooLarge]));
    return c.req.header('content-type') === undefined ? next() : lookedAt(c, next)();
  };
}

function waitOf(c: Context<AppEnv>): number {
  const address = addressOf(c);
  return address === undefined ? 0 : c.get('deps').takeTurn('address', networkOf(address));
}

/** Goes on if the body is of a bearable shape. It is read once: whoever parses it gets the same text. */
function lookedAt(c: Context<AppEnv>, next: Next): Next {
  return async () => {
    const text = await c.req.text();
    const shape = shapeProblem(text) ?? halfCharacter(text);
    if (shape === undefined) {
      c.set('sent', text);
      return next();
    }
    c.res = refuse(c, [shape]);
  };
}

/** Node's answer adds the safe headers by itself; where there is none, they are Hono's to carry. */
function tellHeaders(c: Context<AppEnv>, requestId: string): void {
  // A request that a test makes has no surroundings at all.
  const outgoing = (c.env as AppEnv['Bindings'] | undefined)?.outgoing;
  if (outgoing instanceof SafeResponse) {
    outgoing.requestId = requestId;
    return;
  }
  c.header('X-Request-Id', requestId);
  for (const [name, value] of safeHeaders) c.header(name, value);
}
