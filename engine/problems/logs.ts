/** Imported event logs, and the audit log. */
import type { ProblemRow } from './row.ts';

export const logProblems = {
  log_unreadable: {
    status: 422,
    zh: '日志无法读取：{reason}（{place}）',
    en: 'The log cannot be read: {reason} ({place})',
  },
  log_not_found: { status: 404, zh: '没有导入过日志“{id}”', en: 'No log “{id}” has been imported' },
  log_exists: {
    status: 409,
    zh: '日志“{id}”已导入',
    en: 'A log “{id}” has been imported already',
  },
  audit_entry_not_found: {
    status: 404,
    zh: '没有可供查看的该审计条目',
    en: 'There is no such entry of the audit log that you may see',
  },
  checkpoint_not_found: { status: 404, zh: '没有该检查点', en: 'There is no such checkpoint' },
} as const satisfies Record<string, ProblemRow>;
