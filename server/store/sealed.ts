/**
 * Personal values on their way to the audit log: what stands there is a commitment, and value and salt
 * stand in a table of their own, where they can be destroyed.
 */
import { randomBytes } from 'node:crypto';
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import {
  commit,
  commitmentIn,
  Personal,
  SALT_DIGITS,
  type Commitment,
} from '@flowmeter/engine/privacy/commitment.ts';
import { isFreeText } from '@flowmeter/engine/privacy/free-text.ts';
import { q, type Sql } from './statement.ts';

type Details = AuditEvent['details'];

/** Inside a transaction: what stands in the place of a text that can be destroyed. */
export function prepareWords(sql: Sql): (value: string, at: string) => Commitment {
  return (value, at) => {
    const salt = randomBytes(SALT_DIGITS / 2).toString('hex');
    const commitment = commit(salt, value);
    sql.run(q.insertInto('salt').values({ commitment, salt, value, at }));
    return { commitment };
  };
}

/** The text behind a commitment that still says something. */
export function prepareFind(sql: Sql): (commitment: string) => string | undefined {
  const find = sql.prepare((p: { commitment: string }) =>
    q.selectFrom('salt').select('value').where('commitment', '=', p.commitment),
  );
  return (commitment) => find.get({ commitment })?.value;
}

/**
 * Inside a transaction: the event as it is written down. Its reason stands among its details, where a
 * commitment can stand in its place.
 */
export function prepareSeal(sql: Sql): (event: AuditEvent) => AuditEvent {
  const sealed = prepareWords(sql);

  function within(value: unknown, at: string, name = ''): unknown {
    if (value instanceof Personal) return sealed(value.value, at);
    if (isFreeText(name, value)) return sealed(value, at);
    if (Array.isArray(value)) return value.map((one) => within(one, at));
    if (typeof value !== 'object' || value === null) return value;
    const all = Object.entries(value).map(([key, one]) => [key, within(one, at, key)]);
    return Object.fromEntries(all);
  }

  return ({ reason, ...event }) => {
    const isSaid = reason !== undefined && reason !== '';
    const details = isSaid ? { ...event.details, reason } : event.details;
    return { ...event, details: within(details, event.at) as Details };
  };
}

/** For readers of the log: the values behind commitments that still say something. */
export function prepareUnseal(sql: Sql): (details: Details) => Details {
  const find = prepareFind(sql);

  function within(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(within);
    if (typeof value !== 'object' || value === null) return value;
    const commitment = commitmentIn(value);
    if (commitment !== undefined) return find(commitment) ?? value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, within(one)]));
  }

  return (details) => within(details) as Details;
}
