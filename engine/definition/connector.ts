/**
 * Connectors: how a case speaks to other systems and hears from them. What runs outside is approved
 * twice: the connector by its change, its target by the server's configuration. Secrets are only named
 * here; the server's environment holds them.
 */
import { z } from 'zod';
import { header, Id, Localized } from './header.ts';

/** Name of a secret: `METERS` is the environment's `FLOWMETER_SECRET_METERS`. */
export const SecretName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'capital letters, digits and _, starting with a letter');

/** Where a value stands in JSON: own keys from the outside in, e.g. `["meter", "reading"]`. */
export const KeyPath = z.array(z.string().min(1).max(200)).min(1).max(20);

/** A fact taken from JSON that another system sent. */
export const Take = z.strictObject({ fact: Id, path: KeyPath });

const takes = z.array(Take).max(100).optional();
/** A CloudEvents `type`, e.g. `cn.example.meter.installed`. */
const EventType = z.string().regex(/^[A-Za-z][A-Za-z0-9._-]{0,199}$/, 'letters, digits, . _ and -');
/** How often it is tried before a person is asked; 8 unless said otherwise. */
const tries = z.int().min(1).max(20).optional();

const common = { kind: z.literal('connector'), ...header };

/** Sends a signed CloudEvent to another system. */
export const WebhookConnector = z.strictObject({
  ...common,
  type: z.literal('webhook'),
  /** `https://…`; its origin must be among the targets that the server's configuration approves. */
  url: z.url({ protocol: /^https?$/ }).max(2000),
  event_type: EventType,
  secret: SecretName,
  tries,
  /** Seconds until an answer must have come; 10 unless said otherwise. */
  timeout: z.int().min(1).max(60).optional(),
  /** Where facts stand in the JSON of the answer; which of them a step takes, the step says. */
  takes,
});

/** Sends an e-mail. */
export const MailConnector = z.strictObject({
  ...common,
  type: z.literal('mail'),
  to: z.strictObject({
    /** Everybody who holds the post in the case's unit. */
    post: Id.optional(),
    addresses: z.array(z.email().max(254)).min(1).max(20).optional(),
  }),
  /** `{fact}` is filled with the case's value; also `{case_id}`, `{flow_name}`, `{step_name}`. */
  subject: Localized,
  text: Localized,
  tries,
});

/**
 * Asks the rule of the finding that the case handles again, of the record as it is now. The answer has
 * `result`: `cleared`, `still_hits`, `unknown`, or `person` where only somebody can say.
 */
export const RecheckConnector = z.strictObject({
  ...common,
  type: z.literal('recheck'),
  tries,
  /** Where facts stand in the answer, e.g. `["result"]`; which of them a step takes, the step says. */
  takes,
});

/** Hears CloudEvents of one type from one source. */
export const IncomingConnector = z.strictObject({
  ...common,
  type: z.literal('incoming'),
  /** The CloudEvents `source`. */
  source: z.string().min(1).max(500),
  event_type: EventType,
  /** The source signs with it. */
  secret: SecretName,
  /** Goes on with the case that waits for the message `name` with the key found at `key`. */
  message: z.strictObject({ name: Id, key: KeyPath }).optional(),
  /** Opens a case; beside `message`, where no case waits. */
  opens: z.strictObject({ flow: Id, unit: Id }).optional(),
  takes,
});

export const ConnectorDefinition = z.discriminatedUnion('type', [
  WebhookConnector,
  MailConnector,
  RecheckConnector,
  IncomingConnector,
]);

/** Words that a mail may fill in besides facts. */
export const mailWords = ['case_id', 'flow_name', 'step_name'] as const;

export type WebhookConnector = z.infer<typeof WebhookConnector>;
export type MailConnector = z.infer<typeof MailConnector>;
export type RecheckConnector = z.infer<typeof RecheckConnector>;
export type IncomingConnector = z.infer<typeof IncomingConnector>;
export type ConnectorDefinition = z.infer<typeof ConnectorDefinition>;
export type Take = z.infer<typeof Take>;
