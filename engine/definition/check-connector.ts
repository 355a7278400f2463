/** Can a connector work: do its target, its recipients and the names it speaks of make sense? */
import { problem, type Localized, type Problem } from '../problem.ts';
import {
  mailWords,
  type ConnectorDefinition,
  type IncomingConnector,
  type MailConnector,
  type Take,
  type WebhookConnector,
} from './connector.ts';
import { all, factsOf, find, type Pack } from './pack.ts';

export function checkConnector(connector: ConnectorDefinition, pack: Pack): Problem[] {
  switch (connector.type) {
    case 'webhook':
      return checkWebhook(connector, pack);
    case 'mail':
      return checkMail(connector, pack);
    case 'recheck':
      return checkTakes(connector.takes, pack);
    case 'incoming':
      return checkIncoming(connector, pack);
    default:
      return connector satisfies never;
  }
}

/** The names in braces that a template asks for. */
export function namesAsked(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
}

const FACT: Localized = { zh: '数据项', en: 'fact' };
const POST: Localized = { zh: '岗位', en: 'post' };
const FLOW: Localized = { zh: '流程', en: 'flow' };
const UNIT: Localized = { zh: '单位', en: 'unit' };

/** Without TLS anybody on the way could read it; only this machine itself may be spoken to so. */
function checkWebhook({ url, takes }: WebhookConnector, pack: Pack): Problem[] {
  const found = checkTakes(takes, pack);
  const { protocol, hostname, username, password, hash } = new URL(url);
  if (protocol !== 'https:' && !isThisMachine(hostname)) {
    found.push(problem('target_not_secure', {}, '/url'));
  }
  if (username !== '' || password !== '' || hash !== '') {
    found.push(problem('target_with_secret', {}, '/url'));
  }
  return found;
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}

function checkMail({ to, subject, text }: MailConnector, pack: Pack): Problem[] {
  const found: Problem[] = [];
  if (to.post === undefined && to.addresses === undefined) {
    found.push(problem('mail_to_nobody', {}, '/to'));
  }
  const posts = all(pack, 'organisation').flatMap((org) => org.posts.map(({ id }) => id));
  if (to.post !== undefined && !posts.includes(to.post)) {
    found.push(unknown(POST, to.post, '/to/post'));
  }
  const known = new Set<string>([...mailWords, ...Object.keys(factsOf(pack))]);
  for (const [field, words] of Object.entries({ subject, text })) {
    for (const language of ['zh', 'en'] as const) {
      const strangers = namesAsked(words[language]).filter((id) => !known.has(id));
      found.push(...strangers.map((id) => unknown(FACT, id, `/${field}/${language}`)));
    }
  }
  return found;
}

function checkIncoming(connector: IncomingConnector, pack: Pack): Problem[] {
  const { message, opens, takes } = connector;
  const found = [...checkTakes(takes, pack), ...checkNeighbours(connector, pack)];
  if (message === undefined && opens === undefined) {
    found.push(problem('event_without_use', {}, '/message'));
  }
  if (opens === undefined) return found;
  const units = all(pack, 'organisation').flatMap((org) => org.units.map(({ id }) => id));
  if (find(pack, 'flow', opens.flow) === undefined) {
    found.push(unknown(FLOW, opens.flow, '/opens/flow'));
  }
  if (!units.includes(opens.unit)) found.push(unknown(UNIT, opens.unit, '/opens/unit'));
  return found;
}

/** A source is known by one secret, and each type of event it sends by one connector. */
function checkNeighbours(connector: IncomingConnector, pack: Pack): Problem[] {
  const { id, source, secret, event_type } = connector;
  const others = all(pack, 'connector').flatMap((one) =>
    one.type === 'incoming' && one.id !== id && one.source === source ? [one] : [],
  );
  const found: Problem[] = [];
  if (others.some((one) => one.secret !== secret)) {
    found.push(problem('source_with_two_secrets', { source }, '/secret'));
  }
  if (others.some((one) => one.event_type === event_type)) {
    found.push(problem('event_heard_twice', { source, type: event_type }, '/event_type'));
  }
  return found;
}

function checkTakes(takes: readonly Take[] = [], pack: Pack): Problem[] {
  const facts = factsOf(pack);
  return takes.flatMap(({ fact }, index) => {
    const at = `/takes/${index}/fact`;
    if (!Object.hasOwn(facts, fact)) return [unknown(FACT, fact, at)];
    const first = takes.findIndex((one) => one.fact === fact);
    return first === index ? [] : [problem('duplicate_id', { id: fact }, at)];
  });
}

function unknown(what: Localized, id: string, at: string): Problem {
  return problem('unknown_reference', { what, id }, at);
}
