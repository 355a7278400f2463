import { describe, expect, test } from 'vitest';
import { told } from '../use-cases/governance.fixture.ts';
import { testServer, type TestServer } from '../testing.ts';
import { codesOf, unused } from './access.fixture.ts';
import { identityProvider, type IdentityProvider } from './identity-provider.fixture.ts';
import { sessionIdOf } from './session-id.ts';

const minute = 60_000;
const ours = 'http://localhost';

/** A browser that goes where it is sent, between our server and the provider, and keeps cookies of each. */
function browser(server: TestServer) {
  const jar = new Map<string, Map<string, string>>();
  const cookiesOf = (origin: string) => {
    const kept = jar.get(origin) ?? new Map<string, string>();
    jar.set(origin, kept);
    return kept;
  };
  async function ask(url: URL, method = 'GET', body?: object): Promise<Response> {
    const cookies = cookiesOf(url.origin);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, ...(body && { 'content-type': 'application/json' }) };
    const text = JSON.stringify(body);
    const init = { method, headers, redirect: 'manual' as const, ...(body && { body: text }) };
    const response = await (url.origin === ours
      ? server.app.request(url.href, init)
      : fetch(url, init));
    for (const one of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      cookies.set(name, value);
    }
    return response;
  }
  async function go(path: string, stop?: (url: URL) => boolean): Promise<URL> {
    let url = new URL(path, ours);
    for (;;) {
      if (stop?.(url) === true) return url;
      const response = await ask(url);
      const next = response.headers.get('location');
      if (next === null) return url;
      url = new URL(next, url);
      if (url.origin === ours && !url.pathname.startsWith('/api/')) return url;
    }
  }
  return {
    go,
    cookies: () => cookiesOf(ours),
    /** The provider asks anew who it is. */
    forget: (house: IdentityProvider) => jar.delete(house.settings.issuer.origin),
    api: (path: string, method = 'GET', body?: object) =>
      ask(new URL(`/api/${path}`, ours), method, body),
    token: () => cookiesOf(ours).get('__Host-flowmeter_session') ?? '',
  };
}

const start = '/api/session/single-sign-on';

async function houseAs(visitor: string | undefined, claim?: string): Promise<IdentityProvider> {
  const house = await identityProvider(claim);
  house.visitor = visitor;
  return house;
}

describe('single sign-on', () => {
  test('signs in who the house knows and we do', async () => {
    await using house = await houseAs('dora');
    await using server = await testServer({ singleSignOn: house.settings });
    const visitor = browser(server);
    const ways = await visitor.api('session/ways');
    expect(await ways.json()).toEqual({ single_sign_on: { name: 'House' } });
    const arrived = await visitor.go(`${start}?next=${encodeURIComponent('/cases?q=1')}`);
    expect(arrived.href).toBe(`${ours}/cases?q=1`);
    const session = await visitor.api('session');
    expect(await session.json()).toMatchObject({ user: { id: 'dora' }, lacks_factor: false });
    const own = await visitor.api('account');
    expect(await own.json()).toMatchObject({ sessions: [{ way: 'single_sign_on' }] });
    expect(await told(server)).toContainEqual(['sign_in', 'dora', true]);
  });

  test('asks with PKCE, state and nonce, and for nothing but who it is', async () => {
    await using house = await houseAs('dora');
    await using server = await testServer({ singleSignOn: house.settings });
    const away = await browser(server).go(start, (url) => url.origin !== ours);
    const asked = Object.fromEntries(away.searchParams);
    expect(asked).toMatchObject({
      response_type: 'code',
      scope: 'openid profile',
      code_challenge_method: 'S256',
      redirect_uri: `${ours}/api/session/single-sign-on/back`,
    });
    expect(asked['state']).toMatch(/^[\w-]{43}$/);
    expect(asked['nonce']).toMatch(/^[\w-]{43}$/);
    expect(away.href).not.toContain(house.settings.clientSecret);
  });

  test.each<[what: string, visitor: string | undefined, problem: string]>([
    ['whom we do not know', 'stranger', 'not_known_here'],
    ['who gives up', undefined, 'single_sign_on_failed'],
  ])('refuses somebody %s', async (_, visitor, code) => {
    await using house = await houseAs(visitor);
    await using server = await testServer({ singleSignOn: house.settings });
    const one = browser(server);
    expect((await one.go(start)).href).toBe(`${ours}/login?problem=${code}`);
    expect(one.token()).toBe('');
  });

  test('refuses who has no such claim, and who is closed here', async () => {
    await using house = await houseAs('dora', 'employee_number');
    await using server = await testServer({ singleSignOn: house.settings });
    const one = browser(server);
    expect((await one.go(start)).search).toBe('?problem=single_sign_on_failed');
    await using other = await houseAs('dora');
    await using second = await testServer({ singleSignOn: other.settings });
    const adam = await second.as('adam');
    await adam.post('/api/accounts/dora/close', { reason: 'left' });
    const closed = browser(second);
    expect((await closed.go(start)).search).toBe('?problem=not_known_here');
  });

  test('takes an answer once, in the browser that asked, with its own state', async () => {
    await using house = await houseAs('dora');
    await using server = await testServer({ singleSignOn: house.settings });
    const visitor = browser(server);
    const back = await visitor.go(start, (url) => url.pathname.endsWith('/back'));
    const path = `${back.pathname}${back.search}`;
    expect((await browser(server).go(path)).search).toBe('?problem=single_sign_on_over');
    const away = String(visitor.cookies().get('__Host-flowmeter_away'));
    expect((await visitor.go(path)).pathname).toBe('/');
    visitor.cookies().set('__Host-flowmeter_away', away);
    expect((await visitor.go(path)).search).toBe('?problem=single_sign_on_over');
    const forged = browser(server);
    const own = await forged.go(start, (url) => url.pathname.endsWith('/back'));
    own.searchParams.set('state', 'of somebody else');
    expect((await forged.go(`${own.pathname}${own.search}`)).search).toBe(
      '?problem=single_sign_on_failed',
    );
  });

  test('is over after ten minutes at the provider', async () => {
    await using house = await houseAs('dora');
    await using server = await testServer({ singleSignOn: house.settings });
    const visitor = browser(server);
    const back = await visitor.go(start, (url) => url.pathname.endsWith('/back'));
    server.clock.advance(10 * minute);
    expect((await visitor.go(`${back.pathname}${back.search}`)).search).toBe(
      '?problem=single_sign_on_over',
    );
  });

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/api/session'])(
    'leads nowhere else: %s',
    async (next) => {
      await using house = await houseAs('dora');
      await using server = await testServer({ singleSignOn: house.settings });
      const arrived = await browser(server).go(`${start}?next=${encodeURIComponent(next)}`);
      expect(arrived.href).toBe(`${ours}/`);
    },
  );

  test('proves again who one is, and nobody else does', async () => {
    await using house = await houseAs('adam');
    await using server = await testServer({ singleSignOn: house.settings });
    await unused(server, 'dora');
    const visitor = browser(server);
    await visitor.go(start);
    expect(await server.deps.accounts.confirmed(visitor.token())).toBe(false);
    expect((await visitor.api('accounts/dora/invitation', 'POST')).status).toBe(403);
    house.visitor = 'dora';
    visitor.forget(house);
    expect((await visitor.go(`${start}?prove=true`)).href).toBe(
      `${ours}/login?problem=wrong_proof`,
    );
    expect((await visitor.api('accounts/dora/invitation', 'POST')).status).toBe(403);
    house.visitor = 'adam';
    visitor.forget(house);
    expect((await visitor.go(`${start}?prove=true&next=/proved`)).pathname).toBe('/proved');
    expect((await visitor.api('accounts/dora/invitation', 'POST')).status).toBe(200);
    server.clock.advance(6 * minute);
    expect(await server.deps.accounts.confirmed(visitor.token())).toBe(false);
    const { rows } = await server.deps.store.auditLog.page({
      action: 'session.confirmed',
      limit: 9,
    });
    expect(rows.map(({ allowed }) => allowed)).toEqual([true, false]);
    const session = sessionIdOf(visitor.token());
    expect(rows).toMatchObject([{ session }, { session }]);
    expect(new Set(rows.map(({ request }) => request)).size).toBe(2);
  });

  test('signs out of the house too', async () => {
    await using house = await houseAs('dora');
    await using server = await testServer({ singleSignOn: house.settings });
    const visitor = browser(server);
    await visitor.go(start);
    const left = await visitor.api('session', 'DELETE');
    const { go_to } = (await left.json()) as { go_to: string };
    const farewell = new URL(go_to);
    expect(farewell.origin).toBe(house.settings.issuer.origin);
    expect(farewell.searchParams.get('post_logout_redirect_uri')).toBe(`${ours}/login`);
    expect(farewell.searchParams.get('id_token_hint')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect((await visitor.api('session')).status).toBe(401);
  });

  test('is not there unless it is set up, and says so when the provider is away', async () => {
    await using server = await testServer();
    expect((await server.anonymous.get('/api/session/ways')).body).toEqual({
      single_sign_on: null,
    });
    expect((await browser(server).go(start)).search).toBe('?problem=route_not_found');
    const gone = await houseAs('dora');
    await gone[Symbol.asyncDispose]();
    await using alone = await testServer({ singleSignOn: gone.settings });
    expect((await browser(alone).go(start)).search).toBe('?problem=single_sign_on_away');
    expect(
      codesOf(await alone.anonymous.post('/api/session', { account: 'dora', password: 'x' })),
    ).toEqual(['wrong_password']);
  });
});
