/** Sends one request to an address that was checked, and reads no more of the answer than it may. */
import { request as plain, type IncomingMessage } from 'node:http';
import { request as secure } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Address } from './address.ts';

export interface Posting {
  url: URL;
  headers: Record<string, string>;
  body: string;
  /** The addresses that were found for the host, and checked: the name is not resolved again. */
  addresses: readonly Address[];
  timeoutMs: number;
  /** Read the answer's body? */
  reads: boolean;
}

export interface Posted {
  status: number;
  retryAfter: string | undefined;
  /** Empty when it is not read. */
  body: string;
}

/** Thrown where no answer, or too long a one, came; `reason` names it. */
export class PostError extends Error {
  readonly reason: 'timeout' | 'unreachable' | 'too_long';

  constructor(reason: PostError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

const LONGEST_ANSWER = 262_144;

/** @throws PostError */
export async function post(posting: Posting): Promise<Posted> {
  const { url, headers, body, addresses, timeoutMs } = posting;
  const send = url.protocol === 'https:' ? secure : plain;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const length = String(Buffer.byteLength(body));
      send(url, {
        method: 'POST',
        agent: false,
        signal,
        lookup: pinned(addresses),
        headers: { ...headers, 'content-length': length },
      })
        .once('response', resolve)
        .once('error', reject)
        .end(body);
    });
    return {
      status: answer.statusCode ?? 0,
      retryAfter: answer.headers['retry-after'],
      body: await readBody(answer, posting.reads),
    };
  } catch (error) {
    if (error instanceof PostError) throw error;
    if (signal.aborted) throw new PostError('timeout', 'no answer in time');
    throw new PostError('unreachable', codeOf(error));
  }
}

/** Answers what was found before, whatever the name says now. */
function pinned(addresses: readonly Address[]): LookupFunction {
  return (_host, options, done) => {
    const [first] = addresses;
    if (options.all === true) done(null, [...addresses]);
    else done(null, first?.address ?? '', first?.family);
  };
}

async function readBody(answer: IncomingMessage, reads: boolean): Promise<string> {
  if (!reads) {
    answer.destroy();
    return '';
  }
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LONGEST_ANSWER) {
      answer.destroy();
      throw new PostError('too_long', `more than ${LONGEST_ANSWER} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** A word such as `ECONNREFUSED`, which says nothing about our own network. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'failed';
}
