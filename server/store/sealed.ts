/**
 * Personal values on their way to the audit log: what stands there is a commitment, and value and salt
 * stand in a table of their own, where they can be destroyed.
 */
import { randomBytes } from 'node:crypto';
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import {
  commit,
  Personal,
  SALT_DIGITS,
  type Commitment,
} from '@flowmeter/engine/privacy/commitment.ts';
import { q, type Sql } from './statement.ts';

type Details = AuditEvent['details'];

/** Inside a transaction: the event as it is written down. */
export function prepareSeal(sql: Sql): (event: AuditEvent) => AuditEvent {
  function sealed(value: string, at: string): Commitment {
    const salt = randomBytes(SALT_DIGITS / 2).toString('hex');
    const commitment = commit(salt, value);
    sql.run(q.insertInto('salt').values({ commitment, salt, value, at }));
    return { commitment };
  }

  return (event) => {
    const isPlain = !Object.values(event.details).some((value) => value instanceof Personal);
    if (isPlain) return event;
    const details = Object.entries(event.details).map(([name, value]) =>
      value instanceof Personal ? [name, sealed(value.value, event.at)] : [name, value],
    );
    return { ...event, details: Object.fromEntries(details) as Details };
  };
}

/** For readers of the log: the values behind commitments that still say something. */
export function prepareUnseal(sql: Sql): (details: Details) => Details {
  const find = sql.prepare((p: { commitment: string }) =>
    q.selectFrom('salt').select('value').where('commitment', '=', p.commitment),
  );
  return (details) => {
    const shown = Object.entries(details).map(([name, value]) => {
      const commitment = commitmentIn(value);
      const known = commitment === undefined ? undefined : find.get({ commitment });
      return [name, known === undefined ? value : known.value];
    });
    return Object.fromEntries(shown) as Details;
  };
}

function commitmentIn(value: unknown): string | undefined {
  const isOne = typeof value === 'object' && value !== null && 'commitment' in value;
  return isOne && typeof value.commitment === 'string' ? value.commitment : undefined;
}
