import type { Route } from '@flowmeter/engine/definition/route.ts';
import { isAllowed } from '@flowmeter/engine/flow/structure.ts';
import { failed, type Localized, ok, problem } from '@flowmeter/engine/problem.ts';
import { assign, type Path } from '../assign.ts';
import { about, defineCommand } from '../command.ts';
import { routeAt, type RouteRef, waysOf } from '../document.ts';
import { flowFieldName, stepFieldName } from '../field-names.ts';

/** The words of a step; its id stays. */
export const rename = defineCommand<{ step: string; name: Partial<Localized> }>({
  label: ({ step }, before) => about('重命名“{name}”', 'Rename “{name}”', before, step),
  run(draft, { step, name }) {
    const held = draft.flow.steps[step];
    if (held === undefined) return failed(problem('step_not_found', { step }));
    held.name = { ...held.name, ...name };
    return ok([step]);
  },
});

/** Any property of a step but its kind. */
export const changeStep = defineCommand<{ step: string; path: Path; value: unknown }>({
  label: ({ step, path }, before) => {
    const field = stepFieldName(before.flow.steps[step], String(path[0]));
    return about(`修改“{name}”的${field.zh}`, `Change ${field.en} of “{name}”`, before, step);
  },
  run(draft, { step, path, value }) {
    const held = draft.flow.steps[step];
    if (held === undefined) return failed(problem('step_not_found', { step }));
    assign(held, path, value);
    return ok([step]);
  },
});

/** A property of the flow itself: its name, limits, outcomes, audits. */
export const changeFlow = defineCommand<{ path: Path; value: unknown }>({
  label: ({ path }) => {
    const field = flowFieldName(String(path[0]));
    return { zh: `修改流程的${field.zh}`, en: `Change the flow's ${field.en}` };
  },
  run(draft, { path, value }) {
    assign(draft.flow, path, value);
    return ok([]);
  },
});

const routeParts = {
  name: { zh: '名称', en: 'name' },
  when: { zh: '条件', en: 'condition' },
  result: { zh: '意见', en: 'result' },
  redo: { zh: '重做标记', en: 'mark of beginning anew' },
  exempt: { zh: '免除环节', en: 'exempt steps' },
} satisfies Record<string, Localized>;

type RoutePart = keyof typeof routeParts;

/** The words, condition, result or exceptions of a route; an undefined value removes it. */
export const changeRoute = defineCommand<RouteRef & { part: RoutePart; value: unknown }>({
  label: ({ step, part }, before) => {
    const field = routeParts[part];
    return about(
      `修改“{name}”流向的${field.zh}`,
      `Change ${field.en} of a route of “{name}”`,
      before,
      step,
    );
  },
  run(draft, { step, route, part, value }) {
    const held = routeAt(draft.flow, { step, route });
    if (held === undefined) return failed(problem('step_not_found', { step }));
    assign(held, [part], value);
    // What leads into a block that is over stays a return.
    if (part !== 'result' || isAllowed(draft.flow, step, held)) return ok([]);
    const names = { step: draft.flow.steps[step]?.name ?? step, to: held.to };
    return failed(problem('route_into_branch', names));
  },
});

/** The place of a route among those of its step: order is meaning. */
export const moveRoute = defineCommand<RouteRef & { index: number }>({
  label: ({ step }, before) =>
    about('调整“{name}”的流向顺序', 'Reorder the routes of “{name}”', before, step),
  run(draft, { step, route, index }) {
    const held = draft.flow.steps[step];
    const ways: Route[] = held ? waysOf(held) : [];
    const from = ways.findIndex((one) => one.id === route);
    const [moved] = from < 0 ? [] : ways.splice(from, 1);
    if (moved === undefined) return failed(problem('step_not_found', { step }));
    ways.splice(Math.max(0, index), 0, moved);
    return ok([]);
  },
});
