/** A real OpenID provider for tests: it signs in whoever the test says, without asking. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type InteractionResults, type JWK } from 'oidc-provider';
import type { SingleSignOnSettings } from './access-settings.ts';

export const clientSecret = 'a secret of the house for tests only';
const ours = 'http://localhost';

export interface IdentityProvider extends AsyncDisposable {
  settings: SingleSignOnSettings;
  /** Whom the next visitor is signed in as; undefined: they give up. */
  visitor: string | undefined;
}

export async function identityProvider(claim = 'preferred_username'): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const provider = providerAt(issuer);
  const house: IdentityProvider = {
    settings: {
      issuer: new URL(issuer),
      clientId: 'flowmeter',
      clientSecret,
      claim,
      name: 'House',
    },
    visitor: undefined,
    [Symbol.asyncDispose]: () => closed(server),
  };
  const answer = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const isAsked = request.url?.startsWith('/interaction/') ?? false;
    void (isAsked ? interact(provider, house, request, response) : answer(request, response));
  });
  return house;
}

function providerAt(issuer: string): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' } as JWK;
  return new Provider(issuer, {
    clients: [
      {
        client_id: 'flowmeter',
        client_secret: clientSecret,
        redirect_uris: [`${ours}/api/session/single-sign-on/back`],
        post_logout_redirect_uris: [`${ours}/login`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['for tests'] },
    claims: { openid: ['sub'], profile: ['preferred_username', 'nickname'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    ttl: { Session: 600, Interaction: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        preferred_username: sub.replace('subject-of-', ''),
        nickname: 'nobody',
      }),
    }),
  });
}

/** Signs the visitor in and agrees for them, or gives up. */
async function interact(
  provider: Provider,
  { visitor }: IdentityProvider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, params, grantId } = await provider.interactionDetails(request, response);
  const finish = (result: InteractionResults) =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  if (visitor === undefined) return finish({ error: 'access_denied' });
  const accountId = `subject-of-${visitor}`;
  if (prompt.name === 'login') return finish({ login: { accountId } });
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const grant = known ?? new provider.Grant({ accountId, clientId: String(params['client_id']) });
  grant.addOIDCScope('openid profile');
  return finish({ consent: { grantId: await grant.save() } });
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
