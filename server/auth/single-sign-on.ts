/**
 * Sign-in by the identity provider of the house: OpenID Connect, authorization code with PKCE, state and
 * nonce. Who comes back is known by one claim, which names an account here; everybody else is refused.
 */
import * as client from 'openid-client';
import { randomBytes } from 'node:crypto';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Clock } from '../clock.ts';
import { wordsOfError, type Log } from '../log.ts';
import { createLru } from '../store/lru.ts';
import { isLoopback } from '../web/callers.ts';
import type { SingleSignOnSettings } from './access-settings.ts';

const MINUTE = 60_000;
/** How long somebody may take at the provider. */
const AWAY_MS = 10 * MINUTE;
const AWAY_AT_ONCE = 10_000;
const ID_BYTES = 24;
const SCOPE = 'openid profile';
/** A proof counts if the provider has just asked for it. */
const FRESH_SECONDS = 60;

/** What is remembered here while somebody is at the provider. */
interface Away {
  state: string;
  nonce: string;
  verifier: string;
  redirect: string;
  until: number;
  goal: Goal;
}

export interface Goal {
  /** A place of ours to go to afterwards. */
  next: string;
  /** The session that is proved again; undefined to begin one. */
  token?: string | undefined;
}

export interface SingleSignOn {
  name: string;
  /** Where to send the browser, and the name under which it is remembered until it is back. */
  leave(redirect: string, goal: Goal): Promise<Result<{ address: URL; id: string }>>;
  /** Who it is who came back, once. */
  comeBack(id: string, query: URLSearchParams): Promise<Result<Arrival>>;
  /** Where somebody signs out of the provider too; undefined where it does not offer that. */
  farewell(hint: string | undefined, back: string): Promise<URL | undefined>;
}

export interface Arrival {
  account: string;
  goal: Goal;
  /** To be shown to the provider when they sign out. */
  hint: string;
}

interface Parts {
  settings: SingleSignOnSettings;
  clock: Clock;
  log: Log;
}

export function createSingleSignOn({ settings, clock, log }: Parts): SingleSignOn {
  const away = createLru<Away>(AWAY_AT_ONCE);
  const found = discovering(settings);

  async function provider(): Promise<Result<client.Configuration>> {
    try {
      return ok(await found());
    } catch (error) {
      log('warn', 'the identity provider cannot be reached', wordsOfError(error));
      return failed(problem('single_sign_on_away'));
    }
  }

  return {
    name: settings.name,
    leave: async (redirect, goal) => {
      const known = await provider();
      if (!known.ok) return known;
      const [state, nonce] = [client.randomState(), client.randomNonce()];
      const verifier = client.randomPKCECodeVerifier();
      const address = client.buildAuthorizationUrl(known.value, {
        redirect_uri: redirect,
        scope: SCOPE,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(goal.token === undefined ? {} : { prompt: 'login', max_age: '0' }),
      });
      const id = randomBytes(ID_BYTES).toString('base64url');
      away.set(id, { state, nonce, verifier, redirect, until: clock() + AWAY_MS, goal });
      return ok({ address, id });
    },
    comeBack: async (id, query) => {
      const left = away.get(id);
      away.delete(id);
      if (left === undefined || left.until <= clock()) {
        return failed(problem('single_sign_on_over'));
      }
      const known = await provider();
      if (!known.ok) return known;
      try {
        const { account, hint } = await exchange(known.value, left, query, settings.claim);
        return ok({ account, hint, goal: left.goal });
      } catch (error) {
        log('warn', 'a sign-in by the identity provider failed', wordsOfError(error));
        return failed(problem('single_sign_on_failed'));
      }
    },
    farewell: async (hint, back) => {
      const known = await provider();
      if (!known.ok || known.value.serverMetadata().end_session_endpoint === undefined) {
        return undefined;
      }
      const told = hint === undefined ? {} : { id_token_hint: hint };
      return client.buildEndSessionUrl(known.value, { post_logout_redirect_uri: back, ...told });
    },
  };
}

/** Asks the provider what it offers, until it has answered once. */
function discovering(settings: SingleSignOnSettings): () => Promise<client.Configuration> {
  const { issuer, clientId, clientSecret } = settings;
  const isHere = issuer.protocol === 'http:' && isLoopback(issuer.hostname);
  const options = isHere ? { execute: [client.allowInsecureRequests] } : {};
  let known: Promise<client.Configuration> | undefined;
  return () => {
    known ??= client.discovery(issuer, clientId, clientSecret, undefined, options);
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
}

async function exchange(
  provider: client.Configuration,
  { state, nonce, verifier, redirect, goal }: Away,
  query: URLSearchParams,
  claim: string,
): Promise<{ account: string; hint: string }> {
  const address = new URL(redirect);
  address.search = query.toString();
  const tokens = await client.authorizationCodeGrant(provider, address, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
    ...(goal.token === undefined ? {} : { maxAge: FRESH_SECONDS }),
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new TypeError('no identity token came');
  const named = claims[claim] ?? (await userInfo(provider, tokens.access_token, claims.sub))[claim];
  if (typeof named !== 'string') throw new TypeError(`the claim “${claim}” is not there`);
  return { account: named, hint: tokens.id_token ?? '' };
}

async function userInfo(provider: client.Configuration, token: string, subject: string) {
  if (provider.serverMetadata().userinfo_endpoint === undefined) return {};
  return (await client.fetchUserInfo(provider, token, subject)) as Record<string, unknown>;
}
