/** Server-sent events: what has changed, for those who may see it. */
import { streamSSE } from 'hono/streaming';
import { problem } from '@flowmeter/engine/problem.ts';
import { actorOf } from '../auth/guard.ts';
import { refuse } from '../problem-answer.ts';
import type { News } from '../store/case-writes.ts';
import { hearingOf } from '../use-cases/case-access.ts';
import { defineRoute, newRoutes, refusals } from './define.ts';

/** Comments on a silent line, so that proxies keep it and a lost one is noticed. */
const HEARTBEAT_MS = 15_000;

const live = defineRoute('live', {
  method: 'get',
  path: '/api/live',
  tags: ['live'],
  responses: {
    200: {
      description: 'Events `{topic, id}`, named by their topic, for as long as the session lasts.',
      content: { 'text/event-stream': {} },
    },
    ...refusals,
  },
});

/** Who reads so slowly that so many events wait is let go: a page comes back and reads everything anew. */
const MOST_WAITING = 500;
const TRY_AGAIN = 10;

export const liveRoutes = newRoutes().openapi(live, (c) => {
  const { deps, actor, token } = c.var;
  const over = Promise.withResolvers<void>();
  const early: [id: number, news: News][] = [];
  let tell = (id: number, news: News): void => {
    early.push([id, news]);
  };
  let mayHear = hearingOf(deps.inForce, actor);
  /** Their session may be over, their unit or posts others. */
  const look = async () => {
    const still = await actorOf(deps, token, 'watch');
    if (still === undefined) over.resolve();
    else mayHear = hearingOf(deps.inForce, still);
  };
  const stop = deps.live.listen({
    account: actor.id,
    mayHear: (news) => mayHear(news),
    hear: (id, news) => tell(id, news),
    check: () => void look(),
    close: over.resolve,
  });
  if (stop === undefined) return refuse(c, [problem('too_many_streams', { seconds: TRY_AGAIN })]);
  return streamSSE(c, async (stream) => {
    let waiting = 0;
    tell = (id, { topic, id: object }) => {
      waiting += 1;
      if (waiting > MOST_WAITING) return over.resolve();
      const data = JSON.stringify({ topic, id: object });
      const written = stream.writeSSE({ id: String(id), event: topic, data });
      void written.finally(() => (waiting -= 1));
    };
    const beat = async () => {
      await look();
      await stream.write(': still here\n\n');
    };
    const pulse = setInterval(() => void beat(), HEARTBEAT_MS);
    stream.onAbort(over.resolve);
    await stream.write('retry: 2000\n\n');
    for (const one of early) tell(...one);
    await over.promise;
    clearInterval(pulse);
    stop();
  });
});
