/** What went wrong with other systems, as the API says it. */
import type { z } from 'zod';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { wordsOf, type Localized, type Problem } from '@flowmeter/engine/problem.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf } from '../names.ts';
import { problemView } from '../problem-answer.ts';
import type { IncidentListRow } from '../store/incidents.ts';
import type { DeadLetterRow } from '../store/outside-schema.ts';
import type { EventAnswer } from '../use-cases/receive-event.ts';
import type { DeadLetterView, EventAnswerView, IncidentView } from '../views/outside.ts';

export function incidentView(
  inForce: InForce,
  row: IncidentListRow,
  flow: CompiledFlow | undefined,
): z.infer<typeof IncidentView> {
  const names = namesOf(inForce);
  const step = flow?.flow.steps[row.step];
  return {
    id: `${row.case_id}.${row.seq}`,
    case_id: row.case_id,
    case_title: row.title,
    version: row.version,
    flow: named(row.flow_id, flow?.flow.name),
    step: names.step(flow?.flow, row.step),
    unit: names.unit(row.unit),
    connector: row.connector === null ? null : connectorNamed(inForce, row.connector),
    at: row.at,
    code: row.code,
    words: JSON.parse(row.words) as Localized,
    tries: row.tries,
    legal: step?.legal ?? false,
    routes: (step?.routes ?? []).map((route) => {
      const to = flow?.flow.steps[route.to]?.name;
      return named(route.id, route.name ?? to);
    }),
  };
}

export function deadLetterView(
  inForce: InForce,
  row: DeadLetterRow,
): z.infer<typeof DeadLetterView> {
  return {
    id: row.id,
    connector: connectorNamed(inForce, row.connector),
    unit: namesOf(inForce).unit(row.unit),
    source: row.source,
    event_id: row.event_id,
    event_type: row.event_type,
    at: row.at,
    words: wordsOf(JSON.parse(row.problem) as Problem),
    tries: row.tries,
    event: row.event,
  };
}

export function eventAnswerView(answer: EventAnswer): z.infer<typeof EventAnswerView> {
  return answer.status === 'kept'
    ? { status: 'kept', case_id: null, problem: problemView(answer.problem) }
    : { status: answer.status, case_id: answer.case_id, problem: null };
}

function connectorNamed(inForce: InForce, id: string) {
  return named(id, inForce.active('connector', id)?.definition.name);
}
