/** What rules found on the way, in words, with the reason; and what they could not decide. */
import type { RecordContext } from '../case/records.ts';
import { caseSource } from '../case/records.ts';
import type { Instant } from '../case/state.ts';
import type { Rule } from '../definition/ruleset.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import type { RuleHit } from '../flow/run.ts';
import type { Localized } from '../problem.ts';
import { explain, messageOf, type Reason } from '../rules/explain.ts';
import type { Wording } from '../rules/words.ts';
import type { Point, Session } from './session.ts';

/** A rule that hit at a visit, or (without a step) the case. */
export interface Finding {
  rule: Rule;
  seq?: number;
  step?: string;
  at: Instant;
  /** Which of the session's points found it first. */
  point: number;
  message: Localized;
  reason: Reason;
}

/** A rule that could not be answered, and the facts that are not known. */
export interface Undecided {
  rule: Rule;
  seq?: number;
  step?: string;
  missing: { id: string; name: Localized }[];
}

/** Each rule once for each visit, or for the case; in the order in which they were found. */
export function findingsOf({ flow, points }: Session): Finding[] {
  const found = new Map<string, Finding>();
  for (const [index, point] of points.entries()) {
    for (const hit of point.hits) {
      const rule = flow.rules.get(hit.rule);
      const key = keyOf(hit);
      if (hit.answer.truth !== true || rule === undefined || found.has(key)) continue;
      found.set(key, findingOf(flow, point, hit, rule, index));
    }
  }
  return [...found.values()];
}

/** Rules that the last action left undecided. */
export function undecidedAt({ flow }: Session, point: Point): Undecided[] {
  const undecided = new Map<string, Undecided>();
  for (const hit of point.hits) {
    const rule = flow.rules.get(hit.rule);
    if (hit.answer.truth !== 'unknown' || rule === undefined) continue;
    const missing = (hit.answer.missing ?? []).map((id) => {
      return { id, name: flow.known[id]?.name ?? { zh: id, en: id } };
    });
    undecided.set(keyOf(hit), { rule, ...placeOf(point, hit), missing });
  }
  return [...undecided.values()];
}

/** Names for the ids that built-in facts hold, as far as the flow and the organisation know them. */
export function wordingOf({ flow, org, calendars }: CompiledFlow): Wording {
  const posts = new Map(org?.posts.map(({ id, name }) => [id, name]));
  const people = new Map(org?.people.map(({ id, name }) => [id, name]));
  const units = new Map(org?.units.map(({ id, name }) => [id, name]));
  const steps = new Map(Object.entries(flow.steps).map(([id, { name }]) => [id, name]));
  const words: Record<string, ReadonlyMap<string, Localized>> = {
    step_id: steps,
    step_post: posts,
    handler_id: people,
    step_handler: people,
    opened_by: people,
    unit_id: units,
    flow_id: new Map([[flow.id, flow.name]]),
  };
  return {
    zone: calendars.values().next().value?.zone,
    nameOf: (fact, id) => words[fact]?.get(id),
  };
}

function findingOf(
  flow: CompiledFlow,
  point: Point,
  hit: RuleHit,
  rule: Rule,
  index: number,
): Finding {
  const context: RecordContext = {
    at: point.askedAt,
    calendars: flow.calendars,
    tables: flow.tables,
    flow: flow.flow,
    ...(hit.seq === undefined ? {} : { seq: hit.seq }),
    ...(flow.org === undefined ? {} : { org: flow.org }),
  };
  const wording = wordingOf(flow);
  const source = caseSource(point.state, context);
  return {
    rule,
    ...placeOf(point, hit),
    at: point.at,
    point: index,
    message: messageOf(rule, hit.answer.operands ?? {}, flow.known, wording),
    reason: explain(rule.conditions, rule.params, source, flow.known, wording),
  };
}

function placeOf({ state }: Point, { seq }: RuleHit): { seq?: number; step?: string } {
  const visit = seq === undefined ? undefined : state.visits[seq - 1];
  return visit === undefined ? {} : { seq: visit.seq, step: visit.step };
}

function keyOf({ rule, seq = 0 }: RuleHit): string {
  return `${rule} ${seq}`;
}
