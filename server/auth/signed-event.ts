/**
 * Who is not a person: a source signs its events with a secret of its own. Nobody is told whether the
 * source, the secret or the time was wrong.
 */
import type { Context } from 'hono';
import type { IncomingConnector } from '@flowmeter/engine/definition/connector.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { AppEnv } from '../app-env.ts';
import { readEvent, type CloudEvent } from '../connectors/cloud-event.ts';
import { isSigned, SIGNATURE_HEADER } from '../connectors/signature.ts';
import type { Deps } from '../deps.ts';

/** An event that one of the approved sources signed, with the connectors that hear this source. */
export interface SignedEvent {
  event: CloudEvent;
  hearers: IncomingConnector[];
}

const LARGEST_BYTES = 262_144;
const tooLarge = problem('too_large', { limit: '256 kB' });

export async function signedEvent(c: Context<AppEnv>): Promise<Result<SignedEvent>> {
  const deps = c.get('deps');
  const signature = c.req.header(SIGNATURE_HEADER);
  if (signature === undefined) return failed(problem('not_signed'));
  if (Number(c.req.header('content-length') ?? 0) > LARGEST_BYTES) return failed(tooLarge);
  const body = await c.req.text();
  if (Buffer.byteLength(body) > LARGEST_BYTES) return failed(tooLarge);
  const read = readEvent(c.req.raw.headers, body);
  if (!read.ok) return read;
  const { event, signed } = read.value;
  const hearers = hearersOf(deps, event.source);
  const secrets = hearers.flatMap(({ secret }) => deps.connectors.settings.secretsOf(secret));
  if (isSigned(signature, signed, secrets, deps.clock())) {
    return ok({ event, hearers });
  }
  const { source, id } = event;
  const known = hearers.length > 0;
  deps.log('warn', 'an event was not signed by its source', { source, event: id, known });
  return failed(problem('not_signed'));
}

function hearersOf(deps: Deps, source: string): IncomingConnector[] {
  return all(deps.inForce.pack(), 'connector').flatMap((one) =>
    one.type === 'incoming' && one.source === source ? [one] : [],
  );
}
