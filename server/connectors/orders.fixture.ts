/** The testing pack with a flow that orders something of another system, and the connectors for it. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { ConnectorDefinition } from '@flowmeter/engine/definition/connector.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { testServer, type TestOptions, type TestServer } from '../testing.ts';
import { testingPack } from '../testing-pack.ts';
import { connectorPorts } from './ports.ts';
import { readConnectorSettings } from './settings.ts';

const said = (text: string) => ({ zh: text, en: text });

export const secret = 'swordfish';

/** `order` sends, `recheck` is where people may route it to instead, `hand_over` follows. */
export function orderFlow(connector: string): FlowDefinition {
  const task = {
    kind: 'task' as const,
    assign: { post: 'desk', unit: 'case' as const },
    clock: 'utility' as const,
    form: [],
    limits: [],
    audits: { before: [], during: [] },
  };
  return {
    kind: 'flow',
    id: 'order',
    name: said('Order'),
    owner_post: 'manager',
    title_fact: 'borrower',
    limits: [],
    audits: { after: [] },
    outcomes: [{ id: 'done', name: said('Done') }],
    steps: {
      start: {
        kind: 'start',
        name: said('Request'),
        form: [{ fact: 'borrower' }, { fact: 'amount' }],
        posts: ['desk'],
        routes: [{ id: 'r1', to: 'order' }],
      },
      order: {
        kind: 'auto',
        name: said('Order the meter'),
        does: {
          send: {
            connector,
            data: { who: 'borrower', figure: 'amount' },
            takes: [{ fact: 'note', optional: true }],
          },
        },
        routes: [
          { id: 'ordered', to: 'hand_over', name: said('Ordered') },
          { id: 'by_hand', to: 'recheck', name: said('By hand') },
        ],
      },
      recheck: { ...task, name: said('Order by hand'), routes: [{ id: 'r2', to: 'hand_over' }] },
      hand_over: { ...task, name: said('Hand over'), routes: [{ id: 'r3', to: 'end' }] },
      end: { kind: 'end', name: said('End'), outcome: 'done', routes: [] },
    },
  };
}

export interface Outside {
  /** Where the connector `meters` sends. */
  url?: string;
  tries?: number;
  /** Instead of `meters`, the flow sends by this. */
  connector?: ConnectorDefinition;
  environment?: Record<string, string>;
  resolve?: TestOptions['connectors'];
}

export function meters({
  url = 'https://meters.example/hook',
  tries,
}: Outside): ConnectorDefinition {
  return {
    kind: 'connector',
    type: 'webhook',
    id: 'meters',
    name: said('Meters'),
    url,
    event_type: 'cn.example.meter.ordered',
    secret: 'METERS',
    timeout: 1,
    takes: [{ fact: 'note', path: ['note'] }],
    ...(tries === undefined ? {} : { tries }),
  };
}

/** A server whose environment approves what the connector sends to. */
export function orderServer(outside: Outside, more: Definition[] = []): Promise<TestServer> {
  const connector = outside.connector ?? meters(outside);
  const settings = readConnectorSettings({
    ...(outside.url === undefined ? {} : { FLOWMETER_TARGETS: new URL(outside.url).origin }),
    FLOWMETER_SECRET_METERS: secret,
    ...outside.environment,
  });
  return testServer({
    pack: [...testingPack(), orderFlow(connector.id), connector, ...more],
    connectors: { ...connectorPorts(settings), chance: () => 1 },
  });
}

/** Opens a case that has asked its connector; its id. */
export async function ordered(server: TestServer, amount = 10): Promise<string> {
  const dora = await server.as('dora');
  const body = { flow: 'order', data: { borrower: 'Ada', amount } };
  const answer = await dora.post('/api/cases', body);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body['case_id'] as unknown as string;
}

/** `order done`, `hand_over open` … */
export async function stepsOf(server: TestServer, id: string): Promise<string[]> {
  const state = await server.deps.store.cases.state(id);
  return (state?.visits ?? []).map(({ step, status, incident }) =>
    [step, status, incident?.code].filter((part) => part !== undefined).join(' '),
  );
}
