/**
 * Takes a bundle line by line and says what is wrong with it. It believes nothing but the keys and the
 * checkpoint that the auditor brings; the rest is worked out. Memory holds changes and definitions, not
 * entries or executions, and of records those of one figure.
 */
import { createHash } from 'node:crypto';
import { BundleLine, lineOrder, sealOf, type LineOf } from '@flowmeter/engine/audit-log/bundle.ts';
import type { SignedCheckpoint } from '@flowmeter/engine/audit-log/checkpoint.ts';
import type { PublicKey } from '@flowmeter/engine/audit-log/signature.ts';
import { canonical } from '@flowmeter/engine/definition/hash.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { signatureFindings } from './check-entries.ts';
import { createContent } from './content.ts';
import { exitOf, finding, type ExitCode, type Finding } from './findings.ts';
import { createKeyring } from './keyring.ts';

export interface Brought {
  keys: readonly PublicKey[];
  /** A checkpoint that was kept elsewhere. */
  kept?: SignedCheckpoint | undefined;
  /** How many figures are worked out again; all unless said. */
  sample?: number | undefined;
}

export interface Verdict {
  exit: ExitCode;
  findings: Finding[];
  /** Lines of each type that were looked at. */
  counts: Record<string, number>;
  /** Entries that the log has, as the bundle says. */
  size: number;
  /** Who took the bundle away, when and what for, as its first line says. */
  taken: Pick<LineOf<'bundle'>, 'by' | 'at' | 'purpose'> | undefined;
}

export interface Verifier {
  /** A line without its end, as bytes. What is wrong with it, as far as it shows by then. */
  take(line: Uint8Array): Finding[];
  /** `whole`: the last line ended. */
  end(whole: boolean): Verdict;
}

const NEWLINE = Buffer.from('\n');
/** More are not kept: they say the same. */
const MOST_FINDINGS = 1000;

export function createVerifier(brought: Brought): Verifier {
  const keys = createKeyring(brought.keys);
  const content = createContent(keys, brought);
  const frame = createFrame();
  const findings: Finding[] = [];

  function sealFindings(line: LineOf<'end'>): Finding[] {
    const head = content.head();
    const payload = head && sealOf(head, line);
    const standing = keys.judge('bundle', payload ?? null, line.signature);
    const place = frame.place();
    return [...frame.seal(line), ...signatureFindings(standing, line.signature, place)];
  }

  function judge(bytes: Uint8Array): Finding[] {
    const line = frame.next(bytes);
    if (Array.isArray(line)) return line;
    const misplaced = frame.misplaced(line);
    return line.type === 'end'
      ? [...misplaced, ...sealFindings(line), ...frame.form(line, bytes)]
      : [...misplaced, ...content.take(line)];
  }

  /** Whatever a line makes us stumble over was not written by the server. */
  function safely(work: () => Finding[]): Finding[] {
    try {
      return work();
    } catch (error) {
      return [finding('line_unreadable', frame.place(), { reason: String(error) })];
    }
  }

  return {
    take: (bytes) => {
      const found = safely(() => judge(bytes));
      if (findings.length < MOST_FINDINGS) findings.push(...found);
      return found;
    },
    end: (whole) => {
      if (!frame.isSealed() || !whole) findings.push(finding('end_missing', placeOfFile));
      const head = content.head();
      if (head === undefined) findings.push(finding('head_missing', placeOfFile));
      findings.push(...safely(content.end));
      const { counts } = frame;
      return { exit: exitOf(findings), findings, counts, size: head?.size ?? 0, taken: head };
    },
  };
}

/** The lines as such: their form, their order, how many there are, what they are all together. */
function createFrame() {
  const digest = createHash('sha256');
  const counts: Record<string, number> = {};
  let number = 0;
  let stage = 0;
  let isSealed = false;
  const place = (): Localized => ({ zh: `第 ${number} 行`, en: `line ${number}` });

  return {
    counts,
    place,
    isSealed: () => isSealed,
    /** The line, or what is wrong with it. */
    next: (bytes: Uint8Array): BundleLine | Finding[] => {
      number += 1;
      if (isSealed) return [finding('line_after_end', place())];
      const line = lineOf(bytes);
      const type = typeof line === 'string' ? undefined : line.type;
      if (type !== 'end') digest.update(bytes).update(NEWLINE);
      if (type !== undefined && type !== 'end') counts[type] = (counts[type] ?? 0) + 1;
      return typeof line === 'string'
        ? [finding('line_unreadable', place(), { reason: line })]
        : line;
    },
    misplaced: ({ type }: BundleLine): Finding[] => {
      const order = lineOrder[type];
      const isRight = order >= stage && (type === 'bundle') === (number === 1);
      stage = Math.max(stage, order);
      return isRight ? [] : [finding('line_misplaced', place(), { type })];
    },
    /** The last line holds the digest of all others; of itself its form alone says which bytes it was. */
    form: (line: LineOf<'end'>, bytes: Uint8Array): Finding[] =>
      Buffer.from(canonical(line)).equals(bytes) ? [] : [finding('end_reshaped', place())],
    seal: (line: LineOf<'end'>): Finding[] => {
      isSealed = true;
      const isSame = line.digest === digest.digest('hex');
      const differs = isSame ? [] : [finding('digest_differs', place())];
      return [...differs, ...countFindings(counts, line.counts, place())];
    },
  };
}

function lineOf(bytes: Uint8Array): BundleLine | string {
  try {
    const read = BundleLine.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    return `${issue?.path.join('.')}: ${issue?.message}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function countFindings(
  found: Readonly<Record<string, number>>,
  said: Readonly<Record<string, number>>,
  place: Localized,
): Finding[] {
  return [...new Set([...Object.keys(found), ...Object.keys(said)])].flatMap((type) => {
    const values = { type, found: found[type] ?? 0, said: said[type] ?? 0 };
    if (values.found === values.said) return [];
    return [finding(values.found < values.said ? 'fewer_lines' : 'more_lines', place, values)];
  });
}

const placeOfFile: Localized = { zh: '文件', en: 'the file' };
