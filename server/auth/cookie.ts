/** The session's cookie: out of reach of scripts and of other sites. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppEnv } from '../app-env.ts';
import { ABSOLUTE_MS } from './sessions.ts';

/** With `__Host-` browsers refuse it from subdomains, and over plain http but on this machine itself. */
export const SESSION_COOKIE = '__Host-flowmeter_session';
const settings = { httpOnly: true, sameSite: 'Strict', path: '/', secure: true } as const;

export function sessionToken(c: Context<AppEnv>): string | undefined {
  const name = SESSION_COOKIE;
  const header = c.req.header('cookie');
  // The only cookie, as it mostly is: not worth a parser.
  if (header?.startsWith(`${name}=`) && !header.includes(';')) return header.slice(name.length + 1);
  return header === undefined ? undefined : getCookie(c, name);
}

export function giveSession(c: Context<AppEnv>, token: string): void {
  setCookie(c, SESSION_COOKIE, token, { ...settings, maxAge: ABSOLUTE_MS / 1000 });
}

export function takeSession(c: Context<AppEnv>): void {
  deleteCookie(c, SESSION_COOKIE, settings);
}
