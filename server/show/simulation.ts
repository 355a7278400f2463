/** A case that is tried out, as the API says it. */
import type { z } from 'zod';
import { ranOf } from '@flowmeter/engine/case/clock.ts';
import { openSteps, type OpenStep } from '@flowmeter/engine/simulation/open-steps.ts';
import { findingsOf, undecidedAt } from '@flowmeter/engine/simulation/finding.ts';
import { timersOf } from '@flowmeter/engine/simulation/clock.ts';
import { actionsOf, now, type Session } from '@flowmeter/engine/simulation/session.ts';
import { taskOf } from '@flowmeter/engine/flow/structure.ts';
import { named, namesOf, type Names } from '../names.ts';
import type { InForce } from '../in-force.ts';
import { problemView } from '../problem-answer.ts';
import type { Simulated } from '../use-cases/simulate.ts';
import type { SimulationView } from '../views/simulations.ts';
import { dueViews } from './due.ts';
import { fieldViews } from './task.ts';

type View = z.infer<typeof SimulationView>;

export function simulationView(inForce: InForce, simulated: Simulated): View {
  const { session, came, stoppedAt, problems } = simulated;
  const { flow, given } = session;
  const names = namesOf(inForce);
  const point = now(session);
  const { state } = point;
  const outcome = state.status === 'ended' ? state.outcome : undefined;
  const words = flow.flow.outcomes.find(({ id }) => id === outcome)?.name;
  return {
    given,
    actions: actionsOf(session),
    at: point.at,
    status: state.status,
    outcome: outcome === undefined ? null : named(outcome, words),
    data: state.data,
    open: openSteps(session).map((open) => openStepView(session, names, open)),
    path: pathOf(session, names),
    findings: findingViews(session, names),
    undecided: undecidedAt(session, point).map(({ rule, missing }) => ({
      rule: { id: rule.id, name: rule.name },
      missing,
    })),
    timers: timersOf(session).map(({ at, kind, seq, limit = null }) => ({ at, kind, seq, limit })),
    came,
    stopped_at: stoppedAt,
    problems: problems.map(problemView),
  };
}

function openStepView(
  { flow, ...session }: Session,
  names: Names,
  open: OpenStep,
): View['open'][number] {
  const { visit, step, awaits, offers, form, performers } = open;
  const { state, at } = now({ flow, ...session });
  return {
    seq: visit.seq,
    step: names.step(flow.flow, visit.step),
    awaits,
    offers: offers.map((offer) => {
      const route = step?.routes.find(({ id }) => id === offer.route);
      const name = route && (route.name ?? names.step(flow.flow, route.to).name);
      return {
        do: offer.do,
        route: offer.route ?? null,
        with: offer.with ?? {},
        name: name ?? null,
      };
    }),
    fields: fieldViews(form, flow.facts, state.data),
    performers: performers.map(({ id, name }) => ({ id, name })),
    limits: dueViews(visit.limits, taskOf(step)?.limits ?? [], {
      names,
      calendars: flow.calendars,
      ran: ranOf(visit, at),
    }),
    until: visit.until ?? null,
  };
}

function pathOf(session: Session, names: Names): View['path'] {
  return now(session).state.visits.map((visit) => ({
    seq: visit.seq,
    step: names.step(session.flow.flow, visit.step),
    status: visit.status,
    arrived_at: visit.arrivedAt,
    submitted_at: visit.submittedAt ?? null,
    route: visit.route ?? null,
    handler: visit.handler === undefined ? null : names.person(visit.handler),
  }));
}

function findingViews(session: Session, names: Names): View['findings'] {
  return findingsOf(session).map(({ rule, step, at, message, reason }) => ({
    rule: { id: rule.id, name: rule.name },
    stage: rule.stage,
    severity: rule.severity,
    step: step === undefined ? null : names.step(session.flow.flow, step),
    found_at: at,
    message,
    reason,
  }));
}
