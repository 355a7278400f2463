/**
 * What a backup says of itself: every file with its size and hash, the schema and the product that made
 * it, and how far the audit log had come. It is written last: without it a folder is no backup.
 */
import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from '@flowmeter/engine/definition/hash.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { z } from 'zod';

const Sum = z.string().regex(/^[0-9a-f]{64}$/);

const BackupFile = z.strictObject({
  /** Within the backup, with `/` between folders. */
  path: z.string().regex(/^[\w.-]+(?:\/[\w.-]+)*$/),
  size: z.int().nonnegative(),
  sha256: Sum,
});

const Content = z.strictObject({
  format: z.literal(1),
  product: z.string(),
  made_at: z.iso.datetime(),
  /** Names of the migrations that made its schema, in order. */
  schema: z.array(z.string()).min(1),
  /** The audit log's last entry and its last signed checkpoint, as they stand in the copy. */
  audit: z.strictObject({
    seq: z.int().nonnegative(),
    hash: z.string(),
    checkpoint: z.record(z.string(), z.unknown()).nullable(),
  }),
  /** Open cases and ended ones. */
  cases: z.strictObject({ open: z.int().nonnegative(), ended: z.int().nonnegative() }),
  /** Private keys are in it only when that was asked for, and then encrypted. */
  keys: z.enum(['none', 'encrypted']),
  files: z.array(BackupFile).min(1),
});

const Manifest = Content.extend({ sum: Sum });

export type BackupFile = z.infer<typeof BackupFile>;
export type BackupContent = z.infer<typeof Content>;
export type BackupManifest = z.infer<typeof Manifest>;

export const MANIFEST = 'manifest.json';

export function manifestOf(content: BackupContent): BackupManifest {
  return { ...content, sum: sumOf(content) };
}

/** `backup_missing` where the folder is none, `backup_damaged` where it is not what was written. */
export function readBackupManifest(folder: string): Result<BackupManifest> {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) return failed(problem('backup_missing', { folder }));
  const parsed = Manifest.safeParse(jsonIn(readFileSync(file, 'utf8')));
  const damaged = failed(problem('backup_damaged', { file: MANIFEST }, `/${MANIFEST}`));
  if (!parsed.success) return damaged;
  const { sum, ...content } = parsed.data;
  const isSafe = content.files.every(({ path }) => !path.split('/').includes('..'));
  return isSafe && sum === sumOf(content) ? ok(parsed.data) : damaged;
}

function sumOf(content: BackupContent): string {
  return hash('sha256', `flowmeter/backup/v1\0${canonical(content)}`, 'hex');
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
