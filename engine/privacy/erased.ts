/**
 * What stands where personal data was erased. In memory it is no value of any type, so that whoever asks
 * does not know, even of facts that may be null; in texts it is a word that says so.
 */

export const ERASED = Number.NaN;

/** In texts, whatever language they are in. */
export const ERASED_WORDS = '〔已删除 / erased〕';

export function isErased(value: unknown): boolean {
  return Number.isNaN(value);
}
