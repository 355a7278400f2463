import { failed, ok, problem } from '@flowmeter/engine/problem.ts';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import { about, defineCommand } from '../command.ts';
import { routeAt, type RouteRef, waysOf } from '../document.ts';
import { asReturn, connectTo, dropRoutes, refusalOf } from '../lines.ts';
import { freshRouteId } from '../names.ts';

/** A new route from one step to another. */
export const connect = defineCommand<{ from: string; to: string }>({
  label: ({ to }, before) => about('连接到“{name}”', 'Connect to “{name}”', before, to),
  run(draft, { from, to }) {
    const problems = connectTo(draft.flow, from, to);
    return problems.length > 0 ? failed(...problems) : ok([from]);
  },
});

/** Bends the end of a route to another step; id, name, condition and result stay. */
export const reconnect = defineCommand<RouteRef & { to: string }>({
  label: ({ to }, before) => about('改接到“{name}”', 'Reconnect to “{name}”', before, to),
  run(draft, { step, route, to }) {
    const held = routeAt(draft.flow, { step, route });
    if (held === undefined) return failed(problem('step_not_found', { step }));
    const refused = refusalOf(draft.flow, step, to, { step, route });
    if (refused) return failed(refused);
    Object.assign(held, asReturn(draft.flow, step, { ...held, to }));
    return ok([]);
  },
});

/** Lets a route leave from another step. What the new step's routes cannot carry is dropped. */
export const reconnectFrom = defineCommand<RouteRef & { from: string }>({
  label: ({ from }, before) => about('改由“{name}”引出', 'Reconnect from “{name}”', before, from),
  run(draft, { step, route, from }) {
    const held = routeAt(draft.flow, { step, route });
    const other = draft.flow.steps[from];
    if (held === undefined || other === undefined) {
      return failed(problem('step_not_found', { step: from }));
    }
    if (from === step) return ok([]);
    const refused = refusalOf(draft.flow, from, held.to);
    if (refused) return failed(refused);
    const { id: _, to, when, name, result } = { ...held };
    dropRoutes(draft.flow, [{ step, route }]);
    const { conditional, arrival } = kindOf(other);
    waysOf(other).push({
      id: freshRouteId(other, to),
      to,
      ...(name ? { name } : {}),
      ...(when && conditional ? { when } : {}),
      ...(result && arrival === 'task' ? { result } : {}),
    });
    return ok([from]);
  },
});
