/** Settings of accounts from the environment: who needs a second factor, and the house’s own sign-in. */
import { roles, type Role } from '@flowmeter/engine/definition/organisation.ts';

/** How people of the house sign in by its own identity provider (OpenID Connect). */
export interface SingleSignOnSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  /** The claim that names the account. */
  claim: string;
  /** What the button says. */
  name: string;
}

export interface AccessSettings {
  /** Undefined: as the store was begun, outside the demonstration auditors and administrators. */
  factorFor: readonly Role[] | undefined;
  singleSignOn: SingleSignOnSettings | undefined;
  /** Who set up the product first; the first ones of the organisation unless told. */
  firstAdmin: string | undefined;
  firstAuditor: string | undefined;
}

type Environment = Record<string, string | undefined>;

/** @throws when a setting cannot be understood */
export function readAccessSettings(environment: Environment): AccessSettings {
  return {
    factorFor: rolesOf(environment['FLOWMETER_SECOND_FACTOR']),
    singleSignOn: singleSignOnOf(environment),
    firstAdmin: environment['FLOWMETER_FIRST_ADMIN'],
    firstAuditor: environment['FLOWMETER_FIRST_AUDITOR'],
  };
}

function rolesOf(text: string | undefined): readonly Role[] | undefined {
  if (text === undefined || text === '') return undefined;
  if (text === 'none') return [];
  return text.split(',').map((one) => {
    const role = roles.find((known) => known === one.trim());
    if (role !== undefined) return role;
    throw new Error(`FLOWMETER_SECOND_FACTOR must list roles, or say none, not “${text}”`);
  });
}

function singleSignOnOf(environment: Environment): SingleSignOnSettings | undefined {
  const issuer = environment['FLOWMETER_OIDC_ISSUER'] ?? '';
  if (issuer === '') return undefined;
  const url = URL.parse(issuer);
  if (url === null) {
    throw new Error(`FLOWMETER_OIDC_ISSUER must be an address, not “${issuer}”`);
  }
  return {
    issuer: url,
    clientId: needed(environment, 'FLOWMETER_OIDC_CLIENT_ID'),
    clientSecret: needed(environment, 'FLOWMETER_OIDC_CLIENT_SECRET'),
    claim: environment['FLOWMETER_OIDC_CLAIM'] ?? 'preferred_username',
    name: environment['FLOWMETER_OIDC_NAME'] ?? url.hostname,
  };
}

function needed(environment: Environment, name: string): string {
  const value = environment[name] ?? '';
  if (value !== '') return value;
  throw new Error(`${name} is needed where FLOWMETER_OIDC_ISSUER is set`);
}
