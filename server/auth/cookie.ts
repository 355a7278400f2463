/** The session's cookie: out of reach of scripts and of other sites. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppEnv } from '../app-env.ts';
import { ABSOLUTE_MS } from './sessions.ts';

const NAME = 'flowmeter_session';

/** Over https the name carries `__Host-`: browsers then refuse it from subdomains and plain http. */
function nameOf(c: Context<AppEnv>): string {
  return isSecure(c) ? `__Host-${NAME}` : NAME;
}

export function sessionToken(c: Context<AppEnv>): string | undefined {
  const name = nameOf(c);
  const header = c.req.header('cookie');
  // The only cookie, as it mostly is: not worth a parser.
  if (header?.startsWith(`${name}=`) && !header.includes(';')) return header.slice(name.length + 1);
  return header === undefined ? undefined : getCookie(c, name);
}

export function giveSession(c: Context<AppEnv>, token: string): void {
  setCookie(c, nameOf(c), token, { ...settings(c), maxAge: ABSOLUTE_MS / 1000 });
}

export function takeSession(c: Context<AppEnv>): void {
  deleteCookie(c, nameOf(c), settings(c));
}

function settings(c: Context<AppEnv>) {
  return { httpOnly: true, sameSite: 'Strict', path: '/', secure: isSecure(c) } as const;
}

function isSecure(c: Context<AppEnv>): boolean {
  return c.get('deps').origin?.startsWith('https:') ?? false;
}
