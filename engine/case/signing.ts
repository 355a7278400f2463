/** What several people's verdicts come to. The order in which they were given does not matter. */
import { fractionOf, type Signing } from '../definition/handling.ts';
import type { SignPart } from './people-state.ts';

export type SigningResult = 'pass' | 'reject';

/**
 * The result, as soon as no open part can change it; undefined before. A rejection waits for everybody
 * where the signing says so.
 */
export function resultOf(signing: Signing, parts: readonly SignPart[]): SigningResult | undefined {
  const total = weightOf(parts);
  const agreed = weightOf(parts.filter((one) => one.verdict === 'agree'));
  const open = parts.filter((one) => one.status === 'open');
  if (isEnough(signing, agreed, total)) return 'pass';
  if (isEnough(signing, agreed + weightOf(open), total)) return undefined;
  return open.length === 0 || signing.on_reject !== 'at_end' ? 'reject' : undefined;
}

/** The parts that may be signed now: all that are open, or the first of them where there is an order. */
export function partsInTurn(mode: Signing['mode'] | undefined, parts: readonly SignPart[]) {
  const open = parts.filter((one) => one.status === 'open');
  return mode === 'in_order' ? open.slice(0, 1) : open;
}

/** The parts of a signing as it begins. */
export function partsOf(
  { signers, weights = {} }: Signing,
  post: string | undefined,
): Pick<SignPart, 'part' | 'post' | 'weight'>[] {
  const posts = typeof signers === 'number' ? Array.from({ length: signers }, () => post) : signers;
  return posts.map((one, index) => ({
    part: index + 1,
    weight: one === undefined ? 1 : (weights[one] ?? 1),
    ...(one === undefined ? {} : { post: one }),
  }));
}

/** Whole numbers only, so that a share is kept exactly: 2 of 3 is two thirds. */
function isEnough({ mode, threshold }: Signing, agreed: number, total: number): boolean {
  if (mode === 'any') return agreed > 0;
  if (mode !== 'vote' || threshold === undefined) return agreed === total;
  const { of, whole, over } = fractionOf(threshold);
  return over ? agreed * whole > of * total : agreed * whole >= of * total;
}

function weightOf(parts: readonly SignPart[]): number {
  return parts.reduce((sum, { weight }) => sum + weight, 0);
}
