/**
 * Takes a bundle line by line and says what is wrong with it. It believes nothing but the keys and the
 * checkpoint that the auditor brings; the rest is worked out. Memory holds changes and definitions, not
 * entries, executions or records.
 */
import { createHash } from 'node:crypto';
import { BundleLine, lineOrder, sealOf, type LineOf } from '@flowmeter/engine/audit-log/bundle.ts';
import type { SignedCheckpoint } from '@flowmeter/engine/audit-log/checkpoint.ts';
import type { PublicKey } from '@flowmeter/engine/audit-log/signature.ts';
import { keyIdOf } from '@flowmeter/engine/audit-log/signature.ts';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { checkEntries, placeOfEntry, signatureFindings } from './check-entries.ts';
import { exitOf, finding, type ExitCode, type Finding } from './findings.ts';
import { createGovernance } from './governance.ts';
import { createKeyring } from './keyring.ts';
import { nothingTold, tell } from './told.ts';

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
  size: number;
}

export interface Verifier {
  /** A line without its end, as bytes. */
  take(line: Uint8Array): void;
  /** `whole`: the last line ended. */
  end(whole: boolean): Verdict;
}

const NEWLINE = Buffer.from('\n');
/** More are not kept: they say the same. */
const MOST_FINDINGS = 1000;

export function createVerifier(brought: Brought): Verifier {
  const keys = createKeyring(brought.keys);
  const told = nothingTold();
  const digest = createHash('sha256');
  const counts: Record<string, number> = {};
  const findings: Finding[] = [];
  const entries = checkEntries(() => head?.log, keys, brought.kept);
  const governance = createGovernance({ keys, told, sample: brought.sample, head: () => head });
  let head: LineOf<'bundle'> | undefined;
  let seal: LineOf<'end'> | undefined;
  let number = 0;
  let stage = 0;

  function add(found: readonly Finding[]): void {
    if (findings.length < MOST_FINDINGS) findings.push(...found);
  }

  function judge(line: BundleLine): Finding[] {
    switch (line.type) {
      case 'bundle':
        head = line;
        return [];
      case 'key':
        return keyFindings(line);
      case 'entry': {
        const found = entries.entry(line.entry);
        tell(told, line.entry);
        if (line.entry.action !== 'key.rotated') return found;
        const signature = { key: String(line.entry.details['from']) };
        const standing = keys.handOver(line.entry);
        return [...found, ...signatureFindings(standing, signature, placeOfEntry(line.entry.seq))];
      }
      case 'checkpoint':
        return entries.checkpoint(line);
      case 'definition':
        return [...definitionFindings(line), ...governance.take(line)];
      case 'end':
        return endFindings(line);
      default:
        return governance.take(line);
    }
  }

  function endFindings(line: LineOf<'end'>): Finding[] {
    seal = line;
    const place = placeOfLine(number);
    const found: Finding[] = [];
    if (line.digest !== digest.digest('hex')) found.push(finding('digest_differs', place));
    const standing = keys.judge('bundle', head && sealOf(head, line), line.signature);
    found.push(...signatureFindings(standing, line.signature, place));
    return [...found, ...countFindings(counts, line.counts, place)];
  }

  return {
    take: (bytes) => {
      number += 1;
      const place = placeOfLine(number);
      if (seal !== undefined) return add([finding('line_after_end', place)]);
      const line = lineOf(bytes);
      if (typeof line === 'string') add([finding('line_unreadable', place, { reason: line })]);
      else {
        const { type } = line;
        const order = lineOrder[type];
        const isFirst = type === 'bundle';
        if (order < stage || isFirst !== (number === 1)) {
          add([finding('line_misplaced', place, { type })]);
        }
        stage = Math.max(stage, order);
        add(judge(line));
        if (type === 'end') return undefined;
        counts[type] = (counts[type] ?? 0) + 1;
      }
      digest.update(bytes).update(NEWLINE);
      return undefined;
    },
    end: (whole) => {
      if (seal === undefined || !whole) add([finding('end_missing', placeOfFile)]);
      if (head === undefined) add([finding('head_missing', placeOfFile)]);
      add(entries.end(head?.size ?? 0));
      add(governance.end());
      return { exit: exitOf(findings), findings, counts, size: head?.size ?? 0 };
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

function keyFindings({ key }: LineOf<'key'>): Finding[] {
  const place = { zh: `公钥 ${key.id}`, en: `key ${key.id}` };
  return keyIdOf(key.public_key) === key.id ? [] : [finding('key_misnamed', place)];
}

function definitionFindings({ hash, content }: LineOf<'definition'>): Finding[] {
  const { kind, id } = content;
  const place = { zh: `定义 ${kind}/${id}`, en: `definition ${kind}/${id}` };
  return hashOf(content as never) === hash ? [] : [finding('definition_altered', place)];
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

function placeOfLine(number: number): Localized {
  return { zh: `第 ${number} 行`, en: `line ${number}` };
}

const placeOfFile: Localized = { zh: '文件', en: 'the file' };
