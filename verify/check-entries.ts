/** The chain, the tree over it, and the checkpoints: is the log the one that was written, and all of it? */
import { follows, hashOfEntry, type AuditEntry } from '@flowmeter/engine/audit-log/chain.ts';
import { isOf, leafOf, type SignedCheckpoint } from '@flowmeter/engine/audit-log/checkpoint.ts';
import { growTree } from '@flowmeter/engine/audit-log/merkle.ts';
import type { Signature } from '@flowmeter/engine/audit-log/signature.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { finding, type Finding } from './findings.ts';
import type { Keyring, Standing } from './keyring.ts';

export interface EntryCheck {
  entry(entry: AuditEntry): Finding[];
  checkpoint(signed: SignedCheckpoint): Finding[];
  /** When there are no more. `size`: as the head of the bundle says. */
  end(size: number): Finding[];
}

export function checkEntries(
  log: () => string | undefined,
  keys: Keyring,
  kept: SignedCheckpoint | undefined,
): EntryCheck {
  const tree = growTree({ size: 0, frontier: [] });
  let last: AuditEntry | undefined;
  let sealed = 0;

  function atKept(): Finding[] {
    if (kept === undefined || last === undefined || tree.size() !== kept.checkpoint.size) return [];
    const { size } = kept.checkpoint;
    const holds = isOf(kept.checkpoint, tree, last.hash);
    return holds ? [] : [finding('kept_checkpoint_differs', placeOfKept, { size })];
  }

  return {
    entry: (entry) => {
      const found = faultOf(entry, last);
      last = entry;
      tree.add(leafOf(entry));
      return found === undefined ? atKept() : [found, ...atKept()];
    },
    checkpoint: ({ checkpoint, signature }) => {
      const place = placeOfCheckpoint(checkpoint.size);
      const found = signatureFindings(
        keys.judge('checkpoint', checkpoint, signature, 'last'),
        signature,
        place,
      );
      sealed = Math.max(sealed, checkpoint.size);
      if (checkpoint.log !== log()) found.push(finding('other_log', place));
      if (checkpoint.size > tree.size()) {
        const values = { found: tree.size(), size: checkpoint.size };
        return [...found, finding('log_shorter', place, values)];
      }
      const holds = last !== undefined && isOf(checkpoint, tree, last.hash);
      return holds ? found : [...found, finding('checkpoint_differs', place)];
    },
    end: (size) => {
      const found = keptFindings(keys, kept, log());
      const longest = Math.max(size, kept?.checkpoint.size ?? 0);
      if (tree.size() < longest) {
        const place = tree.size() < size ? placeOfLog : placeOfKept;
        found.push(finding('log_shorter', place, { found: tree.size(), size: longest }));
      } else if (sealed < tree.size()) {
        found.push(finding('unsealed', placeOfLog));
      }
      return found;
    },
  };
}

function faultOf(entry: AuditEntry, last: AuditEntry | undefined): Finding | undefined {
  if (follows(entry, last)) return undefined;
  const { hash, ...rest } = entry;
  const place = placeOfEntry(entry.seq);
  return hashOfEntry(rest) === hash
    ? finding('entry_misplaced', place, { last: last?.seq ?? 0 })
    : finding('entry_altered', place);
}

/** What the auditor kept must be signed by a key that they brought, and be of this log. */
function keptFindings(
  keys: Keyring,
  kept: SignedCheckpoint | undefined,
  log: string | undefined,
): Finding[] {
  if (kept === undefined) return [];
  const { checkpoint, signature } = kept;
  const found = signatureFindings(
    keys.judge('checkpoint', checkpoint, signature),
    signature,
    placeOfKept,
  );
  return checkpoint.log === log ? found : [...found, finding('other_log', placeOfKept)];
}

const wrongSignature = {
  bad: 'signature_bad',
  unknown: 'signer_unknown',
  retired: 'signer_retired',
} as const;

/** None when it is good. */
export function signatureFindings(
  standing: Standing,
  { key }: Pick<Signature, 'key'>,
  place: Localized,
): Finding[] {
  return standing === 'good' ? [] : [finding(wrongSignature[standing], place, { key })];
}

export function placeOfEntry(seq: number): Localized {
  return { zh: `条目 ${seq}`, en: `entry ${seq}` };
}

function placeOfCheckpoint(size: number): Localized {
  return { zh: `检查点 ${size}`, en: `checkpoint ${size}` };
}

const placeOfLog: Localized = { zh: '日志', en: 'the log' };
const placeOfKept: Localized = { zh: '所保存的检查点', en: 'the checkpoint you kept' };
