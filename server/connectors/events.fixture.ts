/** A server that hears events of a source, and what the source sends. */
import type { IncomingConnector } from '@flowmeter/engine/definition/connector.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Answer, TestServer } from '../testing.ts';
import { testingPack } from '../testing-pack.ts';
import { orderServer, secret } from './orders.fixture.ts';
import { sign } from './signature.ts';

const said = (text: string) => ({ zh: text, en: text });
export const source = 'https://meters.example';

export function incoming(id: string, more: object): IncomingConnector {
  return {
    kind: 'connector',
    type: 'incoming',
    id,
    name: said(id),
    source,
    event_type: `meter.${id}`,
    secret: 'METERS',
    takes: [{ fact: 'note', path: ['remark'] }],
    ...more,
  };
}

export const installed = { message: { name: 'installed', key: ['order', 'number'] } };
export const opening = {
  opens: { flow: 'await', unit: 'north' },
  takes: [{ fact: 'borrower', path: ['who'] }],
};

/** A flow whose cases wait until the message `installed` names their borrower. */
export function awaitFlow(): FlowDefinition {
  const lend = testingPack().find((one) => one.kind === 'flow' && one.id === 'lend');
  const { start, hand_over, end } = (lend as FlowDefinition).steps;
  return {
    ...(lend as FlowDefinition),
    id: 'await',
    steps: {
      start: { ...start, form: [{ fact: 'borrower' }], routes: [{ id: 'r1', to: 'wait' }] },
      wait: {
        kind: 'wait',
        name: said('Installed'),
        message: { name: 'installed', key: 'borrower', takes: [{ fact: 'note' }] },
        routes: [{ id: 'r2', to: 'hand_over' }],
      },
      hand_over,
      end,
    },
  } as FlowDefinition;
}

export function hearing(more: Definition[] = []): Promise<TestServer> {
  return orderServer({}, [
    awaitFlow(),
    incoming('installed', installed),
    incoming('wanted', opening),
    ...more,
  ]);
}

export interface Sending {
  by?: string;
  /** Seconds by which the sender's clock is ahead. */
  ahead?: number;
}

export const event = (id: string, type: string, data: unknown) => {
  return { specversion: '1.0', id, source, type, data };
};
export const arrived = (id: string, number = 'Ada', remark = 'ok') =>
  event(id, 'meter.installed', { order: { number }, remark });

export function send(server: TestServer, what: unknown, { by = secret, ahead = 0 }: Sending = {}) {
  const body = typeof what === 'string' ? what : JSON.stringify(what);
  const now = server.clock.clock() + ahead * 1000;
  const headers = {
    'Content-Type': 'application/cloudevents+json',
    'Flowmeter-Signature': sign(body, [by], now),
  };
  return server.anonymous.post('/api/events', body, { headers });
}

export async function waiting(server: TestServer, borrower = 'Ada'): Promise<string> {
  const dora = await server.as('dora');
  const answer = await dora.post('/api/cases', { flow: 'await', data: { borrower } });
  return String(answer.body['case_id']);
}

export const codes = ({ body }: Answer) =>
  ((body['problems'] ?? []) as { code: string }[]).map(({ code }) => code);
