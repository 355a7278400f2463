/** What the server's administrator allows and keeps secret, from the environment. */
import { BlockList, isIP } from 'node:net';

export interface ConnectorSettings {
  /** Origins that webhooks may be sent to. */
  targets: ReadonlySet<string>;
  /** Addresses that are not public and may be connected to all the same. */
  networks: BlockList;
  /** The secrets of a name, the newest first: several while one takes the other's place. */
  secretsOf: (name: string) => readonly string[];
  mail: MailSettings | undefined;
}

export interface MailSettings {
  /** `smtps://account:password@mail.example:465`. */
  url: string;
  from: string;
}

type Environment = Record<string, string | undefined>;

/**
 * `FLOWMETER_TARGETS` lists origins, and networks (`10.20.0.0/16`) in which they may stand, separated by
 * commas; what is not listed is refused. `FLOWMETER_SECRET_<NAME>` holds a secret, or several separated
 * by spaces. `FLOWMETER_SMTP_URL` and `FLOWMETER_MAIL_FROM` set up mail.
 *
 * @throws naming the setting that cannot be used
 */
export function readConnectorSettings(environment: Environment): ConnectorSettings {
  const listed = (environment['FLOWMETER_TARGETS'] ?? '').split(',').map((one) => one.trim());
  const targets = new Set<string>();
  const networks = new BlockList();
  for (const entry of listed.filter((one) => one !== '')) {
    if (/^[\d.]+\/\d+$|^[\da-f:]+\/\d+$/i.test(entry)) addNetwork(networks, entry);
    else targets.add(originIn(entry, networks));
  }
  return {
    targets,
    networks,
    secretsOf: (name) => secretsIn(environment, name),
    mail: mailIn(environment),
  };
}

function addNetwork(networks: BlockList, entry: string): void {
  const [address = '', prefix = ''] = entry.split('/');
  const family = isIP(address);
  const length = Number(prefix);
  if (family === 0 || length > (family === 4 ? 32 : 128)) throw unusable(entry);
  networks.addSubnet(address, length, family === 4 ? 'ipv4' : 'ipv6');
}

/** An address that is listed itself, or this machine by its name, may be connected to. */
function originIn(entry: string, networks: BlockList): string {
  const url = URL.parse(entry);
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== '/') {
    throw unusable(entry);
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0) networks.addAddress(host, isIP(host) === 4 ? 'ipv4' : 'ipv6');
  const isHere = host === 'localhost';
  if (isHere) {
    networks.addAddress('127.0.0.1', 'ipv4');
    networks.addAddress('::1', 'ipv6');
  }
  if (url.protocol === 'http:' && !isHere && !/^127\.|^::1$/.test(host)) throw unusable(entry);
  return url.origin;
}

function unusable(entry: string): Error {
  return new Error(
    `FLOWMETER_TARGETS takes origins (https://host) and networks (10.0.0.0/8), not “${entry}”`,
  );
}

function secretsIn(environment: Environment, name: string): string[] {
  const setting = `FLOWMETER_SECRET_${name}`;
  const text = Object.hasOwn(environment, setting) ? environment[setting] : undefined;
  return (text ?? '').split(/\s+/).filter((one) => one !== '');
}

function mailIn(environment: Environment): MailSettings | undefined {
  const url = environment['FLOWMETER_SMTP_URL'] ?? '';
  if (url === '') return undefined;
  const from = environment['FLOWMETER_MAIL_FROM'] ?? '';
  if (!/^smtps?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new Error('FLOWMETER_SMTP_URL must be smtp://… or smtps://…');
  }
  if (from === '') throw new Error('FLOWMETER_MAIL_FROM is missing: who mail comes from');
  return { url, from };
}
