/** Does once what a case asked of a connector. */
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { ConnectorDefinition } from '@flowmeter/engine/definition/connector.ts';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { autoOf } from '@flowmeter/engine/flow/structure.ts';
import { ok, problem } from '@flowmeter/engine/problem.ts';
import type { Deps } from '../deps.ts';
import { awaitsConnector } from '../store/effect-rows.ts';
import type { EffectRow } from '../store/outside-schema.ts';
import { recheckFinding, waitsForImport } from '../use-cases/recheck-finding.ts';
import { sendMail } from './mail.ts';
import { refused, type Effect, type Outcome } from './outcome.ts';
import { takeFacts } from './pick.ts';
import { mailValues, recipientsOf } from './recipients.ts';
import { sendWebhook } from './webhook.ts';

/** Tries before a person is asked, unless the connector says otherwise. */
const TRIES = 8;

/** The connector in force that sends, if there is one. */
export function sendingConnector(
  deps: Deps,
  id: string,
): Exclude<ConnectorDefinition, { type: 'incoming' }> | undefined {
  const definition = deps.inForce.active('connector', id)?.definition;
  if (definition?.kind !== 'connector' || definition.type === 'incoming') return undefined;
  return definition;
}

export function triesOf(deps: Deps, id: string): number {
  return sendingConnector(deps, id)?.tries ?? TRIES;
}

/** Undefined when the case does not wait for it any more. */
export async function performEffect(deps: Deps, row: EffectRow): Promise<Outcome | undefined> {
  const state = await deps.store.cases.state(row.case_id);
  const visit = state?.visits[row.seq - 1];
  const flow = state && (await deps.inForce.version(state.flow.hash));
  if (state === undefined || visit === undefined || flow === undefined) return undefined;
  if (visit.effect?.id !== row.id || !awaitsConnector(state, visit)) return undefined;
  const connector = sendingConnector(deps, row.connector);
  if (connector === undefined) return refused('connector_not_found', { id: row.connector });
  const { id, case_id, asked_at } = row;
  const data = JSON.parse(row.data) as FactValues;
  const effect: Effect = { id, case_id, connector: connector.id, asked_at, data };
  const asked = { effect, flow, step: visit.step };
  switch (connector.type) {
    case 'mail':
      return performMail(deps, state, { ...asked, connector });
    case 'webhook':
      return performWebhook(deps, state, { ...asked, connector });
    case 'recheck':
      return performRecheck(deps, { ...asked, connector });
    default:
      return connector satisfies never;
  }
}

interface Asked<T extends ConnectorDefinition['type']> {
  effect: Effect;
  flow: CompiledFlow;
  step: string;
  connector: Extract<ConnectorDefinition, { type: T }>;
}

async function performWebhook(
  { connectors, clock }: Deps,
  state: CaseState,
  { effect, flow, step, connector }: Asked<'webhook'>,
): Promise<Outcome> {
  const does = autoOf(flow.flow.steps[step])?.does;
  return sendWebhook(
    { ...connectors, clock },
    {
      connector,
      effect,
      flow: flow.flow.id,
      step,
      unit: state.unit,
      takes: does !== undefined && 'send' in does ? (does.send.takes ?? []) : [],
      facts: flow.facts,
    },
  );
}

/** By the rule itself; a case that no finding opened is for a person to judge. */
async function performRecheck(
  deps: Deps,
  { effect, flow, step, connector }: Asked<'recheck'>,
): Promise<Outcome> {
  const finding = await deps.store.findings.ofHandling(effect.case_id);
  if (finding !== undefined && waitsForImport(deps, finding, effect.asked_at)) {
    return { kind: 'later', after: LOOK_AGAIN_MS };
  }
  const done = finding === undefined ? ok(noFinding) : await recheckFinding(deps, finding);
  if (!done.ok) return { kind: 'again', problem: done.problems[0] ?? problem('internal') };
  const does = autoOf(flow.flow.steps[step])?.does;
  const wanted = does !== undefined && 'send' in does ? (does.send.takes ?? []) : [];
  const takes = wanted.flatMap(({ fact, optional }) => {
    const take = connector.takes?.find((one) => one.fact === fact);
    return take === undefined ? [] : [{ ...take, optional }];
  });
  const taken = takeFacts(takes, done.value, flow.facts);
  if (taken.ok) return { kind: 'done', data: taken.value };
  return { kind: 'failed', problem: taken.problems[0] ?? problem('internal') };
}

/** An import under way is asked for so often: another process may be doing it. */
const LOOK_AGAIN_MS = 10_000;

const noFinding = { result: 'person' };

async function performMail(
  { connectors, inForce }: Deps,
  state: CaseState,
  { effect, flow, step, connector }: Asked<'mail'>,
): Promise<Outcome> {
  const { mail } = connectors.settings;
  if (mail === undefined) return refused('mail_not_set_up');
  const to = recipientsOf(connector, inForce.organisation(), state.unit);
  if (to.length === 0) return refused('mail_without_address', { post: connector.to.post ?? '' });
  const words = { facts: flow.facts, sent: effect.data };
  return sendMail(mail, {
    connector,
    effect,
    to,
    values: mailValues(state, flow.flow, step, words),
  });
}
