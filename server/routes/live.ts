/** Server-sent events: what has changed, for those who may see it. */
import { streamSSE } from 'hono/streaming';
import { actorOf } from '../auth/guard.ts';
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

export const liveRoutes = newRoutes().openapi(live, (c) => {
  const { deps, actor, token } = c.var;
  return streamSSE(c, async (stream) => {
    const over = Promise.withResolvers<void>();
    let mayHear = hearingOf(deps.inForce, actor);
    const stop = deps.live.listen({
      mayHear: (news) => mayHear(news),
      hear: (id, { topic, id: object }) => {
        const data = JSON.stringify({ topic, id: object });
        void stream.writeSSE({ id: String(id), event: topic, data });
      },
      close: over.resolve,
    });
    const beat = async () => {
      const still = await actorOf(deps, token, 'watch');
      if (still === undefined) return over.resolve();
      // Their unit or posts may have changed meanwhile.
      mayHear = hearingOf(deps.inForce, still);
      await stream.write(': still here\n\n');
    };
    const pulse = setInterval(() => void beat(), HEARTBEAT_MS);
    stream.onAbort(over.resolve);
    await stream.write('retry: 2000\n\n');
    await over.promise;
    clearInterval(pulse);
    stop();
  });
});
