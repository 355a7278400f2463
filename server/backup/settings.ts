/** Where and when backups are made by themselves. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface BackupSettings {
  /** Each backup is a folder in it; undefined: none are made by themselves. */
  to: string | undefined;
  /** Minutes past midnight, in the zone of the calendars. */
  at: number;
  /** So many are kept. */
  keep: number;
  /** Encrypts the private keys; without it they are not taken along. */
  passphrase: string | undefined;
}

export const noBackups: BackupSettings = { to: undefined, at: 180, keep: 7, passphrase: undefined };

export function readBackupSettings(
  environment: Record<string, string | undefined>,
  minuteOf: (text: string, name: string) => number,
): BackupSettings {
  const to = environment['FLOWMETER_BACKUP_TO'];
  const keep = Number(environment['FLOWMETER_BACKUP_KEEP'] ?? noBackups.keep);
  if (!Number.isInteger(keep) || keep < 1) {
    throw new Error(`FLOWMETER_BACKUP_KEEP must be a number above 0`);
  }
  const file = environment['FLOWMETER_BACKUP_PASSPHRASE_FILE'];
  return {
    to: to === undefined || to === '' ? undefined : resolve(to),
    at: minuteOf(environment['FLOWMETER_BACKUP_AT'] ?? '03:00', 'FLOWMETER_BACKUP_AT'),
    keep,
    passphrase: file === undefined || file === '' ? undefined : passphraseIn(file),
  };
}

/** The first line of a file; not in the environment or on a command line, where others would see it. */
export function passphraseIn(file: string): string {
  return readFileSync(file, 'utf8').split(/\r?\n/, 1).join('');
}
