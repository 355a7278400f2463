/**
 * An event of another system: it goes on with the case that waits for its message, or opens one. What no
 * case waits for is kept, and a person may send it on later. A source names its events: what comes twice
 * happens once and is answered alike.
 */
import type { IncomingConnector } from '@flowmeter/engine/definition/connector.ts';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import { factsOf } from '@flowmeter/engine/definition/pack.ts';
import {
  failed,
  ok,
  problem,
  type Problem,
  type ProblemCode,
  type Result,
} from '@flowmeter/engine/problem.ts';
import type { SignedEvent } from '../auth/signed-event.ts';
import { instantOf } from '../clock.ts';
import type { CloudEvent } from '../connectors/cloud-event.ts';
import { pick, takeFacts } from '../connectors/pick.ts';
import type { Deps } from '../deps.ts';
import { notRun } from '../refusals.ts';
import { storePrepared } from './command-case.ts';
import { deliverMessage } from './deliver-message.ts';
import { once, type Keep } from './once.ts';
import { prepareOpening } from './open-case.ts';

/** What became of an event. */
export type EventAnswer =
  | { status: 'delivered' | 'opened'; case_id: string }
  /** No case waits for it: a person will look at it. */
  | { status: 'kept'; problem: Problem };

export async function receiveEvent(
  deps: Deps,
  { event, hearers }: SignedEvent,
): Promise<Result<EventAnswer>> {
  const { source, id, type } = event;
  const connector = hearers.find(({ event_type }) => event_type === type);
  if (connector === undefined) return failed(problem('event_type_unknown', { source, type }));
  const asked = { actor: `event ${source}`, key: id, action: type, body: event };
  const done = await once<EventAnswer>(deps, asked, async (keep) => {
    const handed = await handOn(deps, connector, event, keep);
    const [first] = handed.ok ? [] : handed.problems;
    return first !== undefined && unawaited.has(first.code)
      ? keepEvent(deps, connector, event, { problem: first, keep })
      : handed;
  });
  return done.ok ? done : { ok: false, problems: done.problems.map(inOurWords) };
}

/** Delivers it, or opens a case with it. `keep` stores the answer with a case that it opens. */
export async function handOn(
  deps: Deps,
  connector: IncomingConnector,
  event: CloudEvent,
  keep: Keep | undefined,
): Promise<Result<EventAnswer>> {
  const data = takeFacts(connector.takes, event.data, factsOf(deps.inForce.pack()));
  if (!data.ok) return data;
  const { message, opens } = connector;
  if (message !== undefined) {
    const delivered = await deliver(deps, event, message, data.value);
    const goesOn = !delivered.ok && delivered.problems[0]?.code === 'message_without_case';
    if (opens === undefined || !goesOn) return delivered;
  }
  if (opens === undefined) return failed(problem('event_without_use'));
  const flow = deps.inForce.flow(opens.flow);
  if (flow === undefined) return failed(notRun(deps.inForce, opens.flow));
  const opening = { actor: 'system', unit: opens.unit, data: data.value };
  const prepared = await prepareOpening(deps, flow, opening);
  if (!prepared.ok) return prepared;
  const { id } = prepared.value.write.state;
  const answer: EventAnswer = { status: 'opened', case_id: id };
  const kept = keep === undefined ? {} : { keep: () => keep(answer) };
  const stored = await storePrepared(deps, prepared.value, kept);
  return stored.ok ? ok(answer) : stored;
}

async function deliver(
  deps: Deps,
  { source, id, data: brought }: CloudEvent,
  message: NonNullable<IncomingConnector['message']>,
  data: FactValues,
): Promise<Result<EventAnswer>> {
  const key = pick(brought, message.key);
  if ((typeof key !== 'string' && typeof key !== 'number') || key === '') {
    return failed(problem('event_data_missing', { path: message.key.join('.') }));
  }
  const said = { name: message.name, key: String(key), id, data };
  const delivered = await deliverMessage(deps, source, said);
  if (!delivered.ok) return delivered;
  return ok({ status: 'delivered', case_id: delivered.value.case_id });
}

/** Nobody waits for it yet, or too many do: that is ours to settle, not the sender's. */
const unawaited: ReadonlySet<ProblemCode> = new Set([
  'message_without_case',
  'message_ambiguous',
  'nothing_awaited',
  'case_ended',
]);

async function keepEvent(
  deps: Deps,
  connector: IncomingConnector,
  event: CloudEvent,
  { problem: reason, keep }: { problem: Problem; keep: Keep | undefined },
): Promise<Result<EventAnswer>> {
  const answer: EventAnswer = { status: 'kept', problem: reason };
  const { source, id: event_id, type: event_type } = event;
  if (keep === undefined) throw new Error('an event without an id');
  const kept = await deps.store.deadLetters.keep(
    {
      id: deps.ids(),
      connector: connector.id,
      source,
      event_id,
      event_type,
      unit: connector.opens?.unit ?? topUnit(deps),
      at: instantOf(deps.clock),
      problem: JSON.stringify(reason),
      event: JSON.stringify(event),
      tries: 0,
    },
    keep(answer),
  );
  return kept.ok ? ok(answer) : kept;
}

/** What belongs to no unit is settled at the top. */
function topUnit({ inForce }: Deps): string {
  return inForce.organisation()?.units.find(({ parent }) => parent === undefined)?.id ?? '';
}

function inOurWords(found: Problem): Problem {
  return found.code === 'idempotency_mismatch' ? problem('event_differs') : found;
}
