/**
 * The audit log and everything that is needed to judge it without this server, as lines
 * (engine/audit-log/bundle.ts). Taking it away is an entry itself, and the newest checkpoint covers that.
 */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import {
  BUNDLE_FORMAT,
  sealOf,
  type BundleLine,
  type LineOf,
} from '@flowmeter/engine/audit-log/bundle.ts';
import type { SignedCheckpoint } from '@flowmeter/engine/audit-log/checkpoint.ts';
import { Signature } from '@flowmeter/engine/audit-log/signature.ts';
import { canonical } from '@flowmeter/engine/definition/hash.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { zoneOf } from '../names.ts';
import type { ClosingRow } from '../store/closing-schema.ts';
import type { Snapshot } from '../store/snapshot.ts';
import { makeCheckpoints } from './make-checkpoints.ts';
import { auditOf } from './record-audit.ts';
import { resultLines } from './sample-results.ts';

export interface ExportedBundle {
  name: string;
  /** Text that ends with a line, piece by piece. */
  pieces: AsyncGenerator<string>;
}

/** Text is handed on in pieces of about this many characters. */
const PIECE = 65_536;

/** `purpose`: what it is taken away for, said in the bundle itself. */
export async function exportAuditBundle(
  deps: Deps,
  actor: Actor,
  purpose = '',
): Promise<Result<ExportedBundle>> {
  const size = (await deps.store.auditLog.last())?.seq ?? 0;
  const told = await deps.recordAudit(
    deps,
    auditOf(deps, actor, 'audit_log.exported', 'audit_log', { entries: size }),
  );
  if (!told.ok) return told;
  const sealed = await makeCheckpoints(deps, 'now');
  if (!sealed.ok) return sealed;
  if (sealed.value === undefined) throw new Error('an entry was written, and there is none');
  const { log, size: entries } = sealed.value.checkpoint;
  const head: LineOf<'bundle'> = {
    type: 'bundle',
    format: BUNDLE_FORMAT,
    log,
    size: entries,
    at: instantOf(deps.clock),
    by: actor.id,
    ...(purpose === '' ? {} : { purpose }),
    zone: zoneOf(deps.inForce),
  };
  const name = `flowmeter-audit-${entries}.jsonl`;
  return ok({ name, pieces: inPieces(sealedLines(deps, head)) });
}

async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
    // Whoever else waits for this server is served between two pieces.
    await setImmediate();
  }
  yield piece;
}

/** The lines as text, and the last one, which says what all the others were. */
async function* sealedLines(deps: Deps, head: LineOf<'bundle'>): AsyncGenerator<string> {
  const counts: Record<string, number> = {};
  const hash = createHash('sha256');
  for await (const line of bundleLines(deps, head)) {
    const text = `${canonical(line)}\n`;
    counts[line.type] = (counts[line.type] ?? 0) + 1;
    hash.update(text);
    yield text;
  }
  const seal = { counts, digest: hash.digest('hex') };
  const signature = deps.keys.sign('bundle', sealOf(head, seal));
  yield `${canonical({ type: 'end', ...seal, signature })}\n`;
}

async function* bundleLines(deps: Deps, head: LineOf<'bundle'>): AsyncGenerator<BundleLine> {
  yield head;
  for (const key of deps.keys.publicKeys()) yield { type: 'key', key };
  const snapshot = deps.store.snapshot();
  try {
    yield* entryLines(snapshot, head.size);
    yield* governanceLines(snapshot);
  } finally {
    snapshot.close();
  }
  yield* resultLines(deps, head);
}

/** Each checkpoint after the entry of its size. */
function* entryLines(snapshot: Snapshot, size: number): Generator<BundleLine> {
  const checkpoints = snapshot.checkpoints(size)[Symbol.iterator]();
  let next = nextOf(checkpoints);
  for (const entry of snapshot.entries(size)) {
    yield { type: 'entry', entry };
    while (next !== undefined && next.checkpoint.size <= entry.seq) {
      yield { type: 'checkpoint', ...next };
      next = nextOf(checkpoints);
    }
  }
}

function nextOf(checkpoints: Iterator<SignedCheckpoint>): SignedCheckpoint | undefined {
  const { value, done } = checkpoints.next();
  return done === true ? undefined : value;
}

function* governanceLines(snapshot: Snapshot): Generator<BundleLine> {
  for (const { hash, content } of snapshot.definitions()) {
    yield { type: 'definition', hash, content: JSON.parse(content) as never };
  }
  for (const change of snapshot.changes()) yield { type: 'change', ...change };
  for (const { payload, signature } of snapshot.releases()) {
    yield {
      type: 'release',
      payload: JSON.parse(payload) as never,
      signature: JSON.parse(signature) as never,
    };
  }
  for (const { kind, id, hash, since, until, change_id: change } of snapshot.versions()) {
    yield { type: 'activation', kind, id, hash, since, until, change };
  }
  for (const { id, flow_id: flow, flow_hash: hash, opened_at } of snapshot.executions()) {
    yield { type: 'execution', case: id, flow, hash, opened_at };
  }
  for (const row of snapshot.closings()) yield closingLine(row);
}

/** Whatever was made of it in the database: it is the verifier who says what is wrong with it. */
function closingLine(row: ClosingRow): LineOf<'closing'> {
  const { id, scorecard, period, hash, by, at, state, decided_by, decided_at } = row;
  const signature = Signature.nullable().safeParse(jsonIn(row.signature));
  return {
    type: 'closing',
    id,
    scorecard,
    period,
    content: contentIn(row.content),
    hash,
    by,
    at,
    state,
    decided_by,
    decided_at,
    signature: signature.success ? signature.data : null,
  };
}

function contentIn(text: string): LineOf<'closing'>['content'] {
  const content = jsonIn(text);
  const isObject = typeof content === 'object' && content !== null && !Array.isArray(content);
  return isObject ? (content as Record<string, unknown>) : null;
}

/** Null where it is none. */
function jsonIn(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
