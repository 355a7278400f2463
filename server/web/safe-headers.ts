/** The headers that keep a browser safe, whoever writes an answer and whatever it says. */
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { dataPolicy } from './page-policy.ts';

export type Header = readonly [name: string, value: string];

/** They are the same for every answer, so Hono is asked for them once. A page says more for itself. */
export const safeHeaders: readonly Header[] = await ask();

async function ask(): Promise<Header[]> {
  const app = new Hono().use(
    secureHeaders({
      strictTransportSecurity: false,
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
      permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
      // For browsers that are gone.
      xDnsPrefetchControl: false,
      xDownloadOptions: false,
      xPermittedCrossDomainPolicies: false,
      xXssProtection: false,
    }),
  );
  const answer = await app.get('/', (c) => c.body(null)).request('/');
  return [...answer.headers, ['content-security-policy', dataPolicy]];
}
