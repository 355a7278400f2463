/** The number that is written; undefined where none is. Full-width digits are digits. */
export function figureOf(text: string, isInteger = false): number | undefined {
  const plain = text.trim().normalize('NFKC');
  const pattern = isInteger ? /^-?\d{1,15}$/ : /^-?\d{1,15}(\.\d{1,10})?$/;
  return pattern.test(plain) ? Number(plain) : undefined;
}
