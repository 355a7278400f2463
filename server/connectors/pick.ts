/** Facts out of JSON that another system sent: own keys only, and only what a fact can hold. */
import type { Take } from '@flowmeter/engine/definition/connector.ts';
import type { Fact, FactValues } from '@flowmeter/engine/definition/facts.ts';
import { checkInput } from '@flowmeter/engine/case/forms.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';

/** What stands at a path; undefined where the way leads nowhere. */
export function pick(json: unknown, path: readonly string[]): unknown {
  let at = json;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    if (!Object.prototype.propertyIsEnumerable.call(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

/** The facts that are taken: each must be there, unless it is optional, and fit. */
export function takeFacts(
  takes: readonly (Take & { optional?: boolean | undefined })[] = [],
  json: unknown,
  facts: Record<string, Fact>,
): Result<FactValues> {
  const found = takes.map((take) => ({ ...take, value: pick(json, take.path) }));
  const missing = found.filter(({ value, optional }) => value === undefined && !optional);
  if (missing.length > 0) {
    const problems = missing.map(({ path }) =>
      problem('event_data_missing', { path: path.join('.') }),
    );
    return { ok: false, problems };
  }
  const there = found.filter(({ value }) => value !== undefined);
  const data = Object.fromEntries(there.map(({ fact, value }) => [fact, value])) as FactValues;
  const form = takes.map(({ fact }) => ({ fact, optional: true }));
  const misfits = checkInput(form, facts, data);
  return misfits.length > 0 ? failed(...misfits) : ok(data);
}
