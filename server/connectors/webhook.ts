/** A webhook: one signed CloudEvent to one approved target; redirects are answers, not directions. */
import type { WebhookConnector } from '@flowmeter/engine/definition/connector.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { Clock } from '../clock.ts';
import { allowedAddresses, type Address, type Resolve } from './address.ts';
import { retryAfter } from './backoff.ts';
import { STRUCTURED, type CloudEvent } from './cloud-event.ts';
import { again, refused, type Effect, type Outcome } from './outcome.ts';
import { takeFacts } from './pick.ts';
import { post, PostError, type Posted } from './post.ts';
import type { ConnectorSettings } from './settings.ts';
import { sign, SIGNATURE_HEADER } from './signature.ts';

export interface WebhookSending {
  connector: WebhookConnector;
  effect: Effect;
  /** The case's flow, step and unit: told with the event. */
  flow: string;
  step: string;
  unit: string;
  /** The facts that the step takes from the answer, with what is declared about them. */
  takes: readonly { fact: string; optional?: boolean | undefined }[];
  facts: Record<string, Fact>;
}

export interface WebhookPorts {
  settings: ConnectorSettings;
  resolve: Resolve;
  clock: Clock;
}

const TIMEOUT_S = 10;

export async function sendWebhook(ports: WebhookPorts, sending: WebhookSending): Promise<Outcome> {
  const { settings, clock } = ports;
  const { connector, takes } = sending;
  const url = new URL(connector.url);
  if (!settings.targets.has(url.origin)) {
    return refused('target_not_approved', { origin: url.origin });
  }
  const secrets = settings.secretsOf(connector.secret);
  if (secrets.length === 0) return refused('secret_missing', { name: connector.secret });
  const host = url.host;
  const found = await addressesOf(ports, url);
  if ('kind' in found) return found;
  const body = JSON.stringify(eventOf(sending));
  const seconds = connector.timeout ?? TIMEOUT_S;
  try {
    const posted = await post({
      url,
      body,
      addresses: found,
      timeoutMs: seconds * 1000,
      reads: takes.length > 0,
      headers: {
        'content-type': STRUCTURED,
        'user-agent': 'Flowmeter',
        [SIGNATURE_HEADER]: sign(body, secrets, clock()),
      },
    });
    return judge(sending, posted, host, clock());
  } catch (error) {
    return failureOf(error, host, seconds);
  }
}

async function addressesOf(
  { settings, resolve }: WebhookPorts,
  url: URL,
): Promise<readonly Address[] | Outcome> {
  try {
    const found = await allowedAddresses(url.hostname, settings.networks, resolve);
    return found ?? refused('target_address_refused', { host: url.host });
  } catch {
    return again('target_unreachable', { host: url.host, reason: 'ENOTFOUND' });
  }
}

/** The same at every try: a receiver knows it by source and id. */
function eventOf({ connector, effect, flow, step, unit }: WebhookSending): CloudEvent & object {
  const attributes = {
    specversion: '1.0' as const,
    id: effect.id,
    source: `urn:flowmeter:${flow}`,
    type: connector.event_type,
    subject: effect.case_id,
    time: effect.asked_at,
    datacontenttype: 'application/json',
    step,
    unit,
  };
  return { ...attributes, data: effect.data };
}

function judge(sending: WebhookSending, posted: Posted, host: string, now: number): Outcome {
  const { status } = posted;
  if (status >= 200 && status < 300) return answerOf(sending, posted.body, host);
  if (status >= 300 && status < 400) return refused('target_redirects', { host, status });
  const details = { host, status };
  const passing = status >= 500 || [408, 425, 429].includes(status);
  if (!passing) return refused('target_refused', details);
  return again('target_busy', details, retryAfter(posted.retryAfter, now));
}

/**
 * The facts that the step wants and that the connector knows a place for; one that the step can do
 * without may be missing, and so may the whole body when all can.
 */
function answerOf(
  { connector, takes, facts }: WebhookSending,
  body: string,
  host: string,
): Outcome {
  if (takes.length === 0) return { kind: 'done', data: {} };
  const json = parsed(body === '' ? '{}' : body);
  if (json === undefined) return refused('target_answer_unfit', { host, reason: 'JSON' });
  const paths = new Map(connector.takes?.map(({ fact, path }) => [fact, path]));
  const wanted = takes.flatMap((one) => {
    const path = paths.get(one.fact);
    return path === undefined ? [] : [{ ...one, path }];
  });
  const data = takeFacts(wanted, json, facts);
  if (data.ok) return { kind: 'done', data: data.value };
  const [first] = data.problems;
  if (first === undefined) throw new Error('refused without a problem');
  return { kind: 'failed', problem: first };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failureOf(error: unknown, host: string, seconds: number): Outcome {
  if (!(error instanceof PostError)) throw error;
  switch (error.reason) {
    case 'timeout':
      return again('target_timeout', { host, seconds });
    case 'too_long':
      return refused('target_answer_unfit', { host, reason: error.message });
    case 'unreachable':
      return again('target_unreachable', { host, reason: error.message });
    default:
      return error.reason satisfies never;
  }
}
