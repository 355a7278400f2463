/** What the server refused, as a value to show: problems in both languages with their places. */
import type { z } from 'zod';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { ProblemView } from '@flowmeter/server/views/parts.ts';

export type ProblemWords = z.infer<typeof ProblemView>;

/** The server answered and said no. The first problem decided the status. */
export class Refusal extends Error {
  readonly status: number;
  readonly problems: readonly ProblemWords[];
  /** Quoted to whoever looks after the server; empty when the answer carried none. */
  readonly requestId: string;
  /** Seconds after which asking again makes sense, where the server said so. */
  readonly retryAfter: number | undefined;

  constructor(status: number, body: unknown, headers: Headers) {
    const problems = problemsIn(body);
    super(problems[0]?.words.en ?? `HTTP ${status}`);
    this.name = 'Refusal';
    this.status = status;
    this.problems = problems;
    this.requestId = headers.get('x-request-id') ?? '';
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    this.retryAfter = Number.isFinite(seconds) ? seconds : undefined;
  }
}

/** No answer came: the network or the server is away. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause });
    this.name = 'Unreachable';
  }
}

/** Is it worth asking the same thing again by itself? */
export function isPassing(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  return error instanceof Refusal && (error.status === 503 || error.status === 429);
}

/** Problems by the fact they speak about: those at `/data/<fact>`, and all the others. */
export function byField(problems: readonly ProblemWords[]): {
  fields: Record<string, Localized[]>;
  others: ProblemWords[];
} {
  const fields: Record<string, Localized[]> = {};
  const others: ProblemWords[] = [];
  for (const one of problems) {
    const fact = /^\/data\/([^/]+)$/.exec(one.at ?? '')?.[1];
    if (fact === undefined) others.push(one);
    else (fields[fact] ??= []).push(one.words);
  }
  return { fields, others };
}

/** Reads an untrusted body; what is not a refusal of ours gives no problems. */
function problemsIn(body: unknown): ProblemWords[] {
  if (typeof body !== 'object' || body === null || !('problems' in body)) return [];
  const { problems } = body;
  return Array.isArray(problems) ? problems.filter(isProblem) : [];
}

function isProblem(one: unknown): one is ProblemWords {
  return typeof one === 'object' && one !== null && 'code' in one && 'words' in one;
}
