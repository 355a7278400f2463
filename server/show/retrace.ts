/** A past case gone through in another version, as the API says it. */
import type { z } from 'zod';
import type { DueLimit, Visit } from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { Note } from '@flowmeter/engine/simulation/retrace.ts';
import {
  isDifferent,
  type LimitPair,
  type PathRow,
} from '@flowmeter/engine/simulation/retrace-differences.ts';
import type { Standing } from '@flowmeter/engine/simulation/limit-standing.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf, type Names } from '../names.ts';
import { problemView } from '../problem-answer.ts';
import type { RetracedCase } from '../use-cases/retrace-case.ts';
import type { RetraceView } from '../views/retraces.ts';

type View = z.infer<typeof RetraceView>;
type NoteView = View['notes'][number];

export function retraceView(inForce: InForce, retraced: RetracedCase): View {
  const { row, from, to, differences } = retraced;
  const show: Shown = { names: namesOf(inForce), from, to: to.flow, retraced };
  const { outcome, endedAt, findings } = differences;
  return {
    case: { id: row.id, title: row.title, status: row.status },
    different: isDifferent(differences),
    as_it_was: retraced.asItWas,
    outcome: { then: outcomeView(from, outcome.then), now: outcomeView(to.flow, outcome.now) },
    ended_at: endedAt,
    path: differences.path.map((one) => pathView(show, one)),
    limits: differences.limits.map(pairView),
    findings: findings.map(({ rule, step, side }) => {
      const known = to.rules.get(rule);
      return {
        rule: named(rule, known?.name),
        severity: known?.severity ?? null,
        step: step === undefined ? null : stepView(show, step),
        side,
      };
    }),
    notes: retraced.notes.map((note) => noteView(show, note)),
  };
}

/** A limit that was set, and how it stood; one that there was not has no figures. */
export function stoodView(due: DueLimit | undefined, standing: Standing) {
  return {
    value: due?.value ?? null,
    unit: due?.unit ?? null,
    due_at: due?.dueAt ?? null,
    zone: due?.zone ?? null,
    standing,
  };
}

interface Shown {
  names: Names;
  from: FlowDefinition;
  to: FlowDefinition;
  retraced: RetracedCase;
}

/** By its name in the other version, where that has it. */
function stepView({ names, from, to }: Shown, step: string) {
  return names.step(Object.hasOwn(to.steps, step) ? to : from, step);
}

function pathView(
  show: Shown,
  { step, then, now, changes, limits }: PathRow,
): View['path'][number] {
  return {
    step: stepView(show, step),
    exists: Object.hasOwn(show.to.steps, step),
    then: then === undefined ? null : stayView(show, show.from, then),
    now: now === undefined ? null : stayView(show, show.to, now),
    changes,
    limits: limits.map(pairView),
  };
}

function stayView({ names }: Shown, flow: FlowDefinition, visit: Visit) {
  const { seq, status, step, arrivedAt, submittedAt, route, handler, post } = visit;
  return {
    seq,
    status,
    arrived_at: arrivedAt,
    left_at: submittedAt ?? null,
    route: route === undefined ? null : routeView(names, flow, step, route),
    handler: handler === undefined ? null : names.person(handler),
    post: post === undefined ? null : names.post(post),
  };
}

/** A route without a name is called as where it leads. */
function routeView(names: Names, flow: FlowDefinition, step: string, id: string) {
  const steps = Object.hasOwn(flow.steps, step) ? flow.steps[step] : undefined;
  const route = steps?.routes.find((one) => one.id === id);
  return named(id, route && (route.name ?? names.step(flow, route.to).name));
}

function pairView({ id, then, now, standing, isChanged }: LimitPair) {
  return {
    id,
    then: stoodView(then, standing.then),
    now: stoodView(now, standing.now),
    changed: isChanged,
  };
}

function outcomeView({ outcomes }: FlowDefinition, id: string | undefined) {
  return id === undefined ? null : named(id, outcomes.find((one) => one.id === id)?.name);
}

function noteView(show: Shown, note: Note): NoteView {
  const { names, from, to, retraced } = show;
  const { step } = note;
  const route = 'route' in note ? note.route : undefined;
  const isOld = note.what === 'other_route';
  const known = retraced.to.known;
  return {
    what: note.what,
    step: step === undefined ? null : stepView(show, step),
    do: 'do' in note ? note.do : null,
    route:
      route === undefined || step === undefined
        ? null
        : routeView(names, isOld ? from : to, step, route),
    taken: note.what === 'other_route' ? routeView(names, to, note.step, note.taken) : null,
    person: note.what === 'other_person' ? names.person(note.by) : null,
    facts: 'facts' in note ? note.facts.map((id) => named(id, known[id]?.name)) : [],
    problems: 'problems' in note ? note.problems.map((one) => problemView(plain(show, one))) : [],
  };
}

/** What a rule says of a case may hold personal data: here it is called by its name. */
function plain({ retraced }: Shown, one: Problem): Problem {
  const { rule } = one.details;
  if (typeof rule !== 'string' || one.details.message === undefined) return one;
  const name = retraced.to.rules.get(rule)?.name ?? rule;
  return { ...one, details: { ...one.details, message: name } };
}
