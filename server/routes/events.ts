/** Events of other systems: CloudEvents 1.0, signed by their source. */
import { refuse } from '../problem-answer.ts';
import { eventAnswerView } from '../show/outside.ts';
import { receiveEvent } from '../use-cases/receive-event.ts';
import { EventAnswerView } from '../views/outside.ts';
import { defineRoute, json, newRoutes, refusals } from './define.ts';

const event = {
  type: 'object' as const,
  required: ['specversion', 'id', 'source', 'type'],
  properties: {
    specversion: { const: '1.0' },
    id: { type: 'string' as const, maxLength: 200 },
    source: { type: 'string' as const, maxLength: 500 },
    type: { type: 'string' as const, maxLength: 200 },
    data: {},
  },
};

const receive = defineRoute('receive_event', {
  method: 'post',
  path: '/api/events',
  tags: ['other systems'],
  description:
    'One CloudEvent in structured mode (`application/cloudevents+json`) or in binary mode (`ce-…` ' +
    'headers and a JSON body). `Flowmeter-Signature: t=<seconds since 1970>,v1=<hex>`, where `v1` is ' +
    'HMAC-SHA256 with the source’s secret over `<t>.<body>`; in binary mode over `<t>.`, the `ce-…` ' +
    'headers as `name:value` lines sorted by name, an empty line and the body. `t` may differ from our ' +
    'clock by 300 seconds. What is sent twice under one id happens once and is answered alike.',
  parameters: [
    {
      in: 'header' as const,
      name: 'Flowmeter-Signature',
      required: true,
      schema: { type: 'string' as const },
    },
  ],
  // Read as text: what is signed are its bytes.
  requestBody: {
    required: true,
    content: { 'application/cloudevents+json': { schema: event }, 'application/json': {} },
  },
  responses: {
    200: json(EventAnswerView, 'A case has it.'),
    202: json(EventAnswerView, 'No case waits for it; it is kept for a person to send on.'),
    ...refusals,
  },
});

export const eventRoutes = newRoutes().openapi(receive, async (c) => {
  const answer = await receiveEvent(c.var.deps, c.var.signed);
  if (!answer.ok) return refuse(c, answer.problems);
  const view = eventAnswerView(answer.value);
  return view.status === 'kept' ? c.json(view, 202) : c.json(view, 200);
});
