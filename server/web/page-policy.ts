/**
 * Content security policies: what a browser may do with an answer of ours. No answer lets in an inline
 * script, an inline style without the nonce of that one answer, `eval`, or anything of another site;
 * and no page turns text into markup (Trusted Types).
 */
import { randomBytes } from 'node:crypto';

const NONCE_BYTES = 16;

const closed = ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"];

/** Of data: whoever opens it in a browser sees text. */
export const dataPolicy = ["default-src 'none'", ...closed].join('; ');

/** Of the page that describes the API: it has no script. */
export const docsPolicy = ["default-src 'none'", "style-src 'self'", ...closed].join('; ');

/**
 * Of the console. Its libraries put styles on the page, which carry the nonce of this very answer; the
 * one policy of Trusted Types is `editor/page-policy.ts`.
 */
export function consolePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
    ...closed,
  ].join('; ');
}

/** For one answer; nobody can guess it. */
export function newNonce(): string {
  return randomBytes(NONCE_BYTES).toString('base64');
}
