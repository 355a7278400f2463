/** Check digits of the numbers by which China knows citizens and bodies. */
import { dayNumber } from '../calendar/zone.ts';

const CITIZEN = /^[1-9]\d{16}[\dX]$/;

/** GB 11643-1999: 6 digits of place, 8 of birthday, 3 of order, one by ISO 7064 MOD 11-2. */
export function isCitizenNumber(text: string): boolean {
  if (!CITIZEN.test(text)) return false;
  const birthday = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  if (dayNumber(birthday) === undefined) return false;
  let sum = 0;
  for (let at = 0; at < 18; at++) {
    const digit = text[at] === 'X' ? 10 : Number(text[at]);
    sum += digit * (2 ** (17 - at) % 11);
  }
  return sum % 11 === 1;
}

/** Characters of GB 32100-2015: digits, and letters but for I, O, S, V and Z. */
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 32100-2015: 17 characters and one by MOD 31-3. */
export function isCreditCode(text: string): boolean {
  const places = Array.from(text, (sign) => SIGNS.indexOf(sign));
  if (places.length !== 18 || places.includes(-1)) return false;
  let sum = 0;
  let weight = 1;
  for (const place of places.slice(0, 17)) {
    sum += place * weight;
    weight = (weight * 3) % 31;
  }
  return (31 - (sum % 31)) % 31 === places[17];
}
