/**
 * The console within its content security policy, for libraries that cannot be told of it.
 *
 * Styles: every style element that a script makes carries the nonce that the server gave this page.
 * Trusted Types: text is never turned into markup or into a script. Libraries hand the browser two
 * harmless things as mere text: the rules of a style, and the addresses of our own workers. Nothing else
 * passes.
 */
type Policy = Partial<Record<'createHTML' | 'createScriptURL', (text: string) => string>>;

interface TypesFactory {
  createPolicy(name: string, policy: Policy): unknown;
}

/** Where the build puts what a worker may be started from. */
const BUILT_FILES = '/assets/';

export function keepPagePolicy(page: Document): void {
  const nonce = page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  if (nonce) giveNonce(page, nonce);
  const { trustedTypes } = globalThis as { trustedTypes?: TypesFactory };
  trustedTypes?.createPolicy('default', {
    createHTML: noMarkup,
    createScriptURL: (address) => ownFile(address, page.location.origin),
  });
}

/** @throws when it has a tag: only the rules of styles have none */
export function noMarkup(text: string): string {
  if (text.includes('<')) throw new TypeError('text is not turned into markup');
  return text;
}

/** @throws when it is not a built file of ours */
export function ownFile(address: string, origin: string): string {
  const url = new URL(address, origin);
  if (url.origin === origin && url.pathname.startsWith(BUILT_FILES)) return url.href;
  throw new TypeError('a script of ours is a file of ours');
}

function giveNonce(page: Document, nonce: string): void {
  const make: (name: string, how?: ElementCreationOptions) => HTMLElement =
    page.createElement.bind(page);
  page.createElement = (name: string, how?: ElementCreationOptions) => {
    const made = make(name, how);
    if (made.localName === 'style') made.nonce = nonce;
    return made;
  };
}
