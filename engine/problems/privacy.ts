/** Backups, retention, legal holds and the erasure of personal data. */
import type { ProblemRow } from './row.ts';

export const privacyProblems = {
  backup_no_store: {
    status: 409,
    zh: '“{folder}”中没有数据库',
    en: 'There is no store in “{folder}”',
  },
  backup_not_empty: {
    status: 409,
    zh: '备份目录“{folder}”不为空',
    en: 'The folder “{folder}” for the backup is not empty',
  },
  backup_no_folder: {
    status: 409,
    zh: '没有设置备份目录（环境变量 FLOWMETER_BACKUP_TO）',
    en: 'No folder for backups is set (FLOWMETER_BACKUP_TO in the environment)',
  },
  backup_passphrase_short: {
    status: 422,
    zh: '密钥口令至少 {least} 个字符',
    en: 'The passphrase for the keys has at least {least} characters',
  },
  backup_under_way: {
    status: 409,
    zh: '正在备份',
    en: 'A backup is under way',
  },
  backup_missing: {
    status: 404,
    zh: '“{folder}”不是备份：没有清单',
    en: '“{folder}” is no backup: it has no manifest',
  },
  backup_file_missing: {
    status: 422,
    zh: '备份缺少文件 {file}',
    en: 'The backup lacks the file {file}',
  },
  backup_damaged: {
    status: 422,
    zh: '备份中的 {file} 已损坏：与清单不符',
    en: '{file} in the backup is damaged: it is not what the manifest says',
  },
  restore_not_empty: {
    status: 409,
    zh: '目标目录“{folder}”不为空，不会覆盖其中的数据',
    en: 'The target “{folder}” is not empty; nothing in it is overwritten',
  },
  restore_newer: {
    status: 422,
    zh: '备份由更新的产品（{product}）制作，本产品不认识其结构 {schema}',
    en: 'The backup was made by a newer product ({product}); its schema {schema} is not known here',
  },
  restore_passphrase: {
    status: 422,
    zh: '密钥口令不正确',
    en: 'The passphrase does not open the keys',
  },
} as const satisfies Record<string, ProblemRow>;
