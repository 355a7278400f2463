/**
 * Which passwords people may choose: long ones that are not among the first that anybody would try. No
 * rules of composition, and none expires (NIST SP 800-63B, 3.1.1.2; OWASP ASVS 5.0, 6.2).
 */
import { problem, type Problem } from '@flowmeter/engine/problem.ts';

const SHORTEST = 12;
export const LONGEST_PASSWORD = 200;

/** What most passwords that people choose are made of, once figures and signs are left out. */
const WORDS =
  'password passwort passwd pass admin administrator root user guest login welcome letmein iloveyou ' +
  'qwerty qwertz azerty asdf asdfgh zxcv zxcvbn monkey dragon master sunshine princess football ' +
  'baseball superman batman shadow michael secret changeme default test demo hello abc woaini ' +
  'mima nihao zhang wang flowmeter';

/** Rows of keys and of signs, along which fingers walk. */
const ROWS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop[]asdfghjkl;zxcvbnm,./',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '!@#$%^&*()_+',
];

/** The longest piece that is looked for as repeated. */
const PIECE = 6;
/** The fewest characters of a word or a row that make it one. */
const SHORTEST_WALK = 3;

/** Why this may not be the password of this account; undefined when it may. */
export function passwordProblem(password: string, account: string): Problem | undefined {
  const text = password.normalize('NFC');
  const length = Array.from(text).length;
  if (length < SHORTEST) return problem('password_short', { least: SHORTEST });
  if (length > LONGEST_PASSWORD) return problem('password_long', { most: LONGEST_PASSWORD });
  return isCommon(text.toLowerCase(), account.toLowerCase())
    ? problem('password_common')
    : undefined;
}

/** Nothing but well-known words, walks over the keyboard, the account's name, repetition and figures? */
function isCommon(text: string, account: string): boolean {
  if (isRepeated(text)) return true;
  const plain = unmasked(text.replaceAll(/^[^a-z]+|[^a-z]+$/g, ''));
  const words = [...WORDS.split(' '), account].toSorted((a, b) => b.length - a.length);
  return [text, plain].some((one) => one !== '' && leftOf(one, words).length < SHORTEST_WALK);
}

/** Letters behind the figures and signs that stand for them. */
function unmasked(text: string): string {
  const masks: Record<string, string> = {
    '@': 'a',
    '4': 'a',
    '3': 'e',
    '1': 'i',
    '0': 'o',
    $: 's',
    '5': 's',
  };
  return Array.from(text, (one) => masks[one] ?? one).join('');
}

function isRepeated(text: string): boolean {
  for (let length = 1; length <= PIECE; length++) {
    const piece = text.slice(0, length);
    if (piece.repeat(Math.ceil(text.length / length)).slice(0, text.length) === text) return true;
  }
  return false;
}

/** What is left without words, walks, figures and signs between them. */
function leftOf(text: string, words: readonly string[]): string {
  const wordless = words.reduce((rest, word) => rest.replaceAll(word, ' '), text);
  return withoutWalks(wordless).replaceAll(/[\s\d!-/:-@[-`{-~]/g, '');
}

function withoutWalks(text: string): string {
  let rest = '';
  for (let at = 0; at < text.length; ) {
    const walked = walkAt(text, at);
    if (walked >= SHORTEST_WALK) at += walked;
    else rest += text[at++];
  }
  return rest;
}

/** How far the text from here goes along a row, either way. */
function walkAt(text: string, at: number): number {
  let far = 0;
  for (const row of ROWS) {
    const back = Array.from(row).toReversed().join('');
    for (const way of [row, back]) {
      while (at + far < text.length && way.includes(text.slice(at, at + far + 1))) far++;
    }
  }
  return far;
}
