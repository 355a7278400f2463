/** E-mail by the utility's own mail server; the only file that knows nodemailer. */
import { createTransport } from 'nodemailer';
import type { MailConnector } from '@flowmeter/engine/definition/connector.ts';
import type { Language, Localized } from '@flowmeter/engine/problem.ts';
import { fill } from '@flowmeter/engine/problem.ts';
import { again, refused, type Effect, type Outcome } from './outcome.ts';
import type { MailSettings } from './settings.ts';

export interface MailSending {
  connector: MailConnector;
  effect: Effect;
  /** Addresses of everybody it goes to. */
  to: readonly string[];
  /** What `{name}` stands for. */
  values: Record<string, Localized>;
}

/** Waiting for the mail server, in milliseconds. */
const TIMEOUT_MS = 20_000;

export async function sendMail(settings: MailSettings, sending: MailSending): Promise<Outcome> {
  const { effect, to } = sending;
  const transport = createTransport(optionsOf(settings));
  try {
    const sent = await transport.sendMail({
      ...wordsOf(sending),
      from: settings.from,
      to: [...to],
      messageId: `<${effect.id}@${domainOf(settings.from)}>`,
      date: new Date(effect.asked_at),
      textEncoding: 'base64',
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const { length } = sent.rejected;
    return length === 0
      ? { kind: 'done', data: {} }
      : refused('mail_refused', { reason: `${length}/${to.length}` });
  } catch (error) {
    return failureOf(error);
  } finally {
    transport.close();
  }
}

/** Both languages, one after the other; one, where they say the same. */
export function wordsOf({ connector, values }: Pick<MailSending, 'connector' | 'values'>): {
  subject: string;
  text: string;
} {
  const { subject, text } = connector;
  return {
    subject: both(said(subject, values), ' | ').replaceAll(/[\p{Cc}\s]+/gu, ' '),
    text: both(said(text, values), '\n\n-- \n\n'),
  };
}

function said(words: Localized, values: Record<string, Localized>): Localized {
  const filled = (language: Language) => {
    const entries = Object.entries(values).map(([name, value]) => [name, value[language]]);
    return fill(words[language], Object.fromEntries(entries));
  };
  return { zh: filled('zh'), en: filled('en') };
}

function both({ zh, en }: Localized, between: string): string {
  return zh === en ? zh : `${zh}${between}${en}`;
}

/** A password crosses only an encrypted line, unless the server is this machine. */
function optionsOf({ url }: MailSettings) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const isHere = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  const secure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !isHere && username !== '',
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  };
}

function domainOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
}

/** What the server says with 5xx it will say again; everything else may pass (RFC 5321, 4.2.1). */
function failureOf(error: unknown): Outcome {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  const reason = String(responseCode ?? code ?? 'failed');
  const isFinal =
    responseCode === undefined ? code === 'EAUTH' || code === 'EENVELOPE' : responseCode >= 500;
  return isFinal ? refused('mail_refused', { reason }) : again('mail_unreachable', { reason });
}
