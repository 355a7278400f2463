/** What a command of `flowmeter` is. One file a command; cli.ts lists them. */
import type { Language, Localized } from '@flowmeter/engine/problem.ts';
import type { ExitCode as VerifyExit } from '@flowmeter/verify/findings.ts';

/** Exit codes; 64 is EX_USAGE of sysexits(3). `verify` has some of its own. */
export const exit = { done: 0, failed: 1, usage: 64 } as const;
export type ExitCode = (typeof exit)[keyof typeof exit] | VerifyExit;

/** What a command may touch besides its arguments. */
export interface Terminal {
  out: (line: string) => void;
  err: (line: string) => void;
  language: Language;
  environment: Record<string, string | undefined>;
}

/** The command line, parsed: words that are no options, and options with a value. */
export interface Arguments {
  words: readonly string[];
  options: Readonly<Record<string, string | undefined>>;
}

export interface Command {
  /** After the command's name, e.g. `DIR`. */
  usage: string;
  help: Localized;
  /** How many words it takes. */
  words: { least: number; most: number };
  /** Names of its options; those in `required` must be given. */
  options?: readonly string[];
  required?: readonly string[];
  run(given: Arguments, terminal: Terminal): Promise<ExitCode>;
}
