/**
 * Exact decimal arithmetic for figures that people are paid by: a number means the decimal that it is
 * written as (0.1 is one tenth), sums have no floating noise, and a half is rounded to the even digit, as
 * GB/T 8170-2008 (数值修约规则, clause 3.2) has it, so that rounding favours nobody.
 */

/** `numerator / denominator`; the denominator is positive. */
export interface Rational {
  numerator: bigint;
  denominator: bigint;
}

/** The decimal that a finite number is written as. */
export function rational(value: number): Rational {
  const match = /^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (match === null) throw new RangeError(`not a finite number: ${value}`);
  const [, whole = '0', fraction = '', exponent = '0'] = match;
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale > 0
    ? { numerator: digits, denominator: 10n ** BigInt(scale) }
    : { numerator: digits * 10n ** BigInt(-scale), denominator: 1n };
}

export function add(a: Rational, b: Rational): Rational {
  if (a.denominator === b.denominator) {
    return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  }
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, { numerator: -b.numerator, denominator: b.denominator });
}

export function multiply(a: Rational, b: Rational): Rational {
  return {
    numerator: a.numerator * b.numerator,
    denominator: a.denominator * b.denominator,
  };
}

/** `b` is not zero. */
export function divide(a: Rational, b: Rational): Rational {
  const sign = b.numerator < 0n ? -1n : 1n;
  return {
    numerator: a.numerator * b.denominator * sign,
    denominator: a.denominator * b.numerator * sign,
  };
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

/** To the nearest number of that many decimal places, halves to the even digit. */
export function round({ numerator, denominator }: Rational, decimals: number): number {
  const scaled = (numerator < 0n ? -numerator : numerator) * 10n ** BigInt(decimals);
  const floor = scaled / denominator;
  const rest = 2n * (scaled % denominator) - denominator;
  const units = rest > 0n || (rest === 0n && floor % 2n === 1n) ? floor + 1n : floor;
  const digits = units.toString().padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return Number(numerator < 0n && units > 0n ? `-${text}` : text);
}

/** The exact sum of decimals. Integers are added as such while a number holds them exactly. */
export function sum(values: Iterable<number>): Rational {
  let whole = 0;
  let units = 0n;
  let scale = 0;
  for (const value of values) {
    if (Number.isSafeInteger(value) && Number.isSafeInteger(whole + value)) {
      whole += value;
      continue;
    }
    const { numerator, denominator } = rational(value);
    const places = denominator.toString().length - 1;
    if (places > scale) {
      units *= 10n ** BigInt(places - scale);
      scale = places;
    }
    units += numerator * 10n ** BigInt(scale - places);
  }
  return add(
    { numerator: BigInt(whole), denominator: 1n },
    { numerator: units, denominator: 10n ** BigInt(scale) },
  );
}
